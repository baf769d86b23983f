<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AttentionHint</name>
        <message numerus="yes">
            <source>%n need(s) somebody</source>
            <translation>
                <numerusform>%n needs somebody</numerusform>
                <numerusform>%n need somebody</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AwayNote</name>
        <message numerus="yes">
            <source>%n called by others</source>
            <translation>
                <numerusform>%n called by others</numerusform>
                <numerusform>%n called by others</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new</source>
            <translation>
                <numerusform>%n new</numerusform>
                <numerusform>%n new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n handed to you</source>
            <translation>
                <numerusform>%n handed to you</numerusform>
                <numerusform>%n handed to you</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Counts</name>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n original(s)</source>
            <translation>
                <numerusform>%n original</numerusform>
                <numerusform>%n originals</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copy(ies)</source>
            <translation>
                <numerusform>%n copy</numerusform>
                <numerusform>%n copies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least %n character(s)</source>
            <translation>
                <numerusform>At least %n character</numerusform>
                <numerusform>At least %n characters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At most %n character(s)</source>
            <translation>
                <numerusform>At most %n character</numerusform>
                <numerusform>At most %n characters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Choose at least %n</source>
            <translation>
                <numerusform>Choose at least %n</numerusform>
                <numerusform>Choose at least %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Choose at most %n</source>
            <translation>
                <numerusform>Choose at most %n</numerusform>
                <numerusform>Choose at most %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s), every digest agreed</source>
            <translation>
                <numerusform>%n file, its digest agreed</numerusform>
                <numerusform>%n files, every digest agreed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The platform refused it: %n thing(s) to correct</source>
            <translation>
                <numerusform>The platform refused it: %n thing to correct</numerusform>
                <numerusform>The platform refused it: %n things to correct</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The platform wants %n thing(s) corrected</source>
            <translation>
                <numerusform>The platform wants %n thing corrected</numerusform>
                <numerusform>The platform wants %n things corrected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>not reached, %n attempt(s)</source>
            <translation>
                <numerusform>not reached, %n attempt</numerusform>
                <numerusform>not reached, %n attempts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) wait to be sent since {time}</source>
            <translation>
                <numerusform>%n thing waits to be sent since {time}</numerusform>
                <numerusform>%n things wait to be sent since {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n page(s) are there; order and promises as before</source>
            <translation>
                <numerusform>The %n page is there; promises as before</numerusform>
                <numerusform>All %n pages are there; order and promises as before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n thing(s) at once</source>
            <translation>
                <numerusform>The %n thing to correct</numerusform>
                <numerusform>All %n things at once</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EndingQuestions</name>
        <message numerus="yes">
            <source>After 1, the %n page(s) scanned and what was typed stay for three days: scan the ticket or the list at this window to go on.</source>
            <translation>
                <numerusform>After 1, the %n page scanned and what was typed stay for three days: scan the ticket or the list at this window to go on.</numerusform>
                <numerusform>After 1, the %n pages scanned and what was typed stay for three days: scan the ticket or the list at this window to go on.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n field(s) of the form</source>
            <translation>
                <numerusform>%n field of the form</numerusform>
                <numerusform>%n fields of the form</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FormView</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HallPanel</name>
        <message numerus="yes">
            <source>%n case(s)</source>
            <translation>
                <numerusform>%n case</numerusform>
                <numerusform>%n cases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n visit(s)</source>
            <translation>
                <numerusform>%n visit</numerusform>
                <numerusform>%n visits</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MatterView</name>
        <message numerus="yes">
            <source>%n matter(s)</source>
            <translation>
                <numerusform>%n matter</numerusform>
                <numerusform>%n matters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Notes</name>
        <message numerus="yes">
            <source>%n page(s) lie in another material too</source>
            <translation>
                <numerusform>%n page lies in another material too</numerusform>
                <numerusform>%n pages lie in another material too</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) are still being written</source>
            <translation>
                <numerusform>%n file is still being written</numerusform>
                <numerusform>%n files are still being written</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) were put aside</source>
            <translation>
                <numerusform>%n file was put aside</numerusform>
                <numerusform>%n files were put aside</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) lie in the scan folder</source>
            <translation>
                <numerusform>%n file lies in the scan folder</numerusform>
                <numerusform>%n files lie in the scan folder</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n are still in the folder.</source>
            <translation>
                <numerusform>%n is still in the folder.</numerusform>
                <numerusform>%n are still in the folder.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) were left from before {time}</source>
            <translation>
                <numerusform>%n file was left from before {time}</numerusform>
                <numerusform>%n files were left from before {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) read</source>
            <translation>
                <numerusform>%n page read</numerusform>
                <numerusform>%n pages read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n a minute</source>
            <translation>
                <numerusform>%n a minute</numerusform>
                <numerusform>%n a minute</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Questions</name>
        <message numerus="yes">
            <source>{service} · called %n time(s)</source>
            <translation>
                <numerusform>{service} · called %n time</numerusform>
                <numerusform>{service} · called %n times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QueueLine</name>
        <message numerus="yes">
            <source>missed, came back, in the row after %n call(s)</source>
            <translation>
                <numerusform>missed, came back, in the row after %n call</numerusform>
                <numerusform>missed, came back, in the row after %n calls</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ScanQuestions</name>
        <message numerus="yes">
            <source>%n file(s) were left from before {time}</source>
            <translation>
                <numerusform>%n file was left from before {time}</numerusform>
                <numerusform>%n files were left from before {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They came while {number} was here; %n were taken in.</source>
            <translation>
                <numerusform>They came while {number} was here; %n was taken in.</numerusform>
                <numerusform>They came while {number} was here; %n were taken in.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) of this visit were not taken in</source>
            <translation>
                <numerusform>%n file of this visit was not taken in</numerusform>
                <numerusform>%n files of this visit were not taken in</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StandingPanel</name>
        <message numerus="yes">
            <source>%n thing(s) to mend; then submit again.</source>
            <translation>
                <numerusform>%n thing to mend; then submit again.</numerusform>
                <numerusform>%n things to mend; then submit again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) still open</source>
            <translation>
                <numerusform>%n thing still open</numerusform>
                <numerusform>%n things still open</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message numerus="yes">
            <source>%n working day(s)</source>
            <translation>
                <numerusform>%n working day</numerusform>
                <numerusform>%n working days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Promised in %n working day(s)</source>
            <translation>
                <numerusform>Promised in %n working day</numerusform>
                <numerusform>Promised in %n working days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WorkQuestions</name>
        <message numerus="yes">
            <source>Its %n page(s) are stored.</source>
            <translation>
                <numerusform>Its %n page is stored.</numerusform>
                <numerusform>Its %n pages are stored.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n case(s) to send go on when it is opened again.</source>
            <translation>
                <numerusform>%n case to send goes on when it is opened again.</numerusform>
                <numerusform>%n cases to send go on when it is opened again.</numerusform>
            </translation>
        </message>
    </context>
</TS>
