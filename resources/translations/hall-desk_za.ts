<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="za" sourcelanguage="en">
<!-- Zhuang, kept by hand. Only what a source confirms stands here; everything else is shown in
     Chinese. Each string names its source. Sources:
     [mw] MediaWiki's own Zhuang interface, languages/i18n/za.json. -->
<context>
    <name>Weekday</name>
    <message>
        <source>Monday</source>
        <translatorcomment>[mw] monday</translatorcomment>
        <translation>Singhgiz it</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translatorcomment>[mw] tuesday</translatorcomment>
        <translation>Singhgiz ngeih</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translatorcomment>[mw] wednesday</translatorcomment>
        <translation>Singhgiz sam</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translatorcomment>[mw] thursday</translatorcomment>
        <translation>Singhgiz seiq</translation>
    </message>
    <message>
        <source>Friday</source>
        <translatorcomment>[mw] friday</translatorcomment>
        <translation>Singhgiz haj</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translatorcomment>[mw] saturday</translatorcomment>
        <translation>Singhgiz roek</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translatorcomment>[mw] sunday</translatorcomment>
        <translation>Ngoenzsinghgiz</translation>
    </message>
</context>
</TS>
