<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CallView</name>
    <message>
        <source>Nobody waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number to call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Called to window {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new number appears here as soon as it is taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The citizen is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tickets and receipts can be scanned at any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;em&gt;{service}&lt;/em&gt; · waited {time} · called {n} times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;em&gt;{service}&lt;/em&gt; · waited {time} · called once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;em&gt;{service}&lt;/em&gt; · waited {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaseState</name>
    <message>
        <source>received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs correction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n 页</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n original(s)</source>
        <translation>
            <numerusform>原件 %n 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copy(ies)</source>
        <translation>
            <numerusform>复印件 %n 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>至少 %n 个字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n character(s)</source>
        <translation>
            <numerusform>最多 %n 个字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Choose at least %n</source>
        <translation>
            <numerusform>至少选 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Choose at most %n</source>
        <translation>
            <numerusform>最多选 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), every digest agreed</source>
        <translation>
            <numerusform>%n 个文件,指纹全部一致</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DateEdit</name>
    <message>
        <source>yyyy-mm-dd</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>The practice region did not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo cannot run without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what it wrote to the console, then start the demo again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing entered so far is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens again, give the code to support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hall&apos;s queue cannot be reached ({reason})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No number was called or changed. The visit at this window goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it stays away, tell the hall&apos;s manager.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hall&apos;s queue is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No number was called or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the key again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hall&apos;s queue is of an older version ({found}) than this window ({wanted})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window does not call numbers until the queue is upgraded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the hall&apos;s manager to upgrade the queue; nothing in it is lost by that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hall&apos;s queue is of a newer version ({found}) than this window ({wanted})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window does not call numbers until the program is updated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the program at this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a hall&apos;s queue already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it, or name another place for the new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the hall&apos;s queue cannot be used ({kind})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window does not call numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the address that the hall&apos;s manager gave; it begins with sqlite:///.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This hall has no service {service}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No ticket was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a service from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This hall has no window {window}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the window&apos;s code as the hall&apos;s manager gave it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window {window} is with {number} already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other number was called.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish {number}, put it on hold or set it to missed, then call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no ticket {number} today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may be of another day or of another hall.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the number with the citizen&apos;s ticket, or give a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} was already called by window {window}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not called again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call another number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} is no longer in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was served, cancelled or is of an earlier day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the citizen is still here, give a new ticket.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} is not with window {window} now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was moved on meanwhile; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the queue and call again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same command meant two things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first one was carried out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the key again; give the code to support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform did not do it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The visit goes on; what must reach the platform is kept here and sent later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on. If it lasts, check the network cable and tell the hall&apos;s technician.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform did not answer in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have done the work; asking again never does it twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on; the window asks again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the regional platform broke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform could not prove that it is itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent; somebody else may be answering in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the date of this PC and the platform&apos;s address, then tell the technician.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform&apos;s answer cannot be read ({reason})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something between here and the platform may be answering in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens again, tell the technician the words in brackets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It asked to be left alone for {seconds} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform has a fault of its own ({status})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is wrong with what was entered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on; the window asks again by itself. If it lasts, tell the technician.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not signed in to the regional platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The visit is kept; what must reach the platform waits for the sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform does not allow this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account that is signed in lacks the right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the hall&apos;s manager for the right, or let a colleague do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform does not know this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was never there, or it is there no longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the number, then search again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your change was not made; theirs is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it again, then decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform found {count} faults in the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case is not accepted yet; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend what is marked, then submit again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two different things were sent under one name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform kept the first and refused the second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the code to support; do not enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt number is already used by another case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform did not take the case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for the case by its receipt number; if it is another one, call support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was sent was changed on its way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform noticed and took nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on; the window sends it again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file at the regional platform differs from ours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its digest is not that of the page that was scanned; the case is stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the file again; if it differs again, call support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is too large for the regional platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform did not take it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan with fewer dots per inch, or split the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform declined ({status})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the code and the number to support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in was denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is signed in at this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the sign-in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in code has expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody confirmed it in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages already read are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scanner was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers cannot be scanned at this window for now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search for scanners did not end well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A scanner that is there may be missing from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again; if it happens again, give {detail} to support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner {device} does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its cable and its switch, then scan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner&apos;s driver stopped while it read page {sheet}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {sheet} was not taken; the pages before it are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay page {sheet} in again and scan on: the driver has been started anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner has been silent for {seconds} seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the scanner off and on, lay page {sheet} in again and scan on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {sheet} came in incomplete: {lines} of {announced} lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay page {sheet} in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper lies in the scanner&apos;s feeder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay the papers in, then scan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper is stuck in the scanner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the scanner, take the paper out, lay page {sheet} in again and scan on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner&apos;s cover is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the cover, then scan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner is in use by someone else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it has finished, or close the other program, then scan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account may not use the scanner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask support to add this account to the group of scanner users.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the scanner failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the cable, lay page {sheet} in again and scan on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan was stopped at the scanner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay page {sheet} in and scan on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner ran out of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a lower resolution or close other programs, then scan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner cannot do what was asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another source, colour or resolution; support can use this: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan folder is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network drive, or set another folder, then scan again: {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan folder cannot be used: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask support to let this account read and change files in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing lies in the scan folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan with the device&apos;s own key first, then take the files in here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be taken in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other pages are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan or photograph this paper again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} files could not be taken in: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan these papers again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no picture and no PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it as JPEG, PNG, TIFF or PDF, or print it and scan the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged or cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is locked with a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the citizen for a copy without a password, or scan the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is too large to be a page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan the paper at 300 dpi instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings cannot be read: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window was not started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend {where} or remove it, then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last step was not stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the last step again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be read, and nothing was written to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the file as it is and give the code to support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last piece could not be stored; everything before it is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on the disk of the profile, then do the last step again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk did not take the data ({reason})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk of the profile and its permissions, then do the step again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine has no keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a key nothing personal may be stored, so the window was not opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the desktop&apos;s keyring service (Secret Service), then open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring is locked or did not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and sign-in cannot be read. Nothing stored is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the keyring, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key “{name}” in the keyring is broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was stored under it cannot be read with what the keyring holds now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the keyring from a backup; do not delete the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A window with this profile is already open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two windows on one profile would overwrite each other, so this one stays closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the window that is open, or start this one with a profile of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored data is not what was stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of this profile was changed or damaged; it was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the affected page or entry in again, and tell support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No visit is open at this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call a number first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} is still at this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish {number}, or put it on hold, then call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This step cannot be opened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It builds on an earlier step that is not done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the steps in their order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case has been submitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it says can no longer be changed at this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for the regional platform&apos;s answer; a correction is possible after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This applicant cannot apply for this matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guide is for persons only or for organisations only. It was not chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another matter, or go back and enter the right applicant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {page} was not saved: the disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pages before it are saved; nothing was left half-written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on the disk of the profile, then scan from page {page} on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This material may not follow later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guide wants it before the case is accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan it, or ask the citizen to come back with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case is not complete yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{materials} materials and {fields} fields of the form still need work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to what is marked, then submit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This paper cannot be printed now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A notice of acceptance says that the case is accepted, and only then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the paper that the window offers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored page was changed or is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the page and scan it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile belongs to a newer version of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A scanned page is no longer on this PC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case was not submitted; the other pages are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan the materials again, then submit again, and tell support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case was already submitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is sent once; nothing was added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at how the case stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This submission does not wait for a decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on its way, or it was settled meanwhile; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regional platform dropped a file that was being sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is kept here and sent anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no matter with the code {matter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was never in the catalogue, or the region has withdrawn it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for the matter by its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window does not know its hall or its region yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set hall_url and region_url in the settings, or try the practice hall with “desk demo”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the scanner is switched on and plugged in, then look for scanners again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner is locked for transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the lock on the scanner&apos;s underside or side, then scan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This barcode is not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan it once more, flat and close; or find the number with Ctrl+K.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticket {number} is of {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not count in today&apos;s queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the citizen to take a ticket of today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {name} is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper waits in the print queue; the case is not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the printer on or choose another one, then print again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer {name} stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper may be missing or incomplete; it waits in the print queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the printer&apos;s own display for paper and jams, then print again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Matter by characters, pinyin or initials; case, receipt or ticket number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing answers to this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at window {window}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>receipt {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promised by {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Does not meet the rules</source>
        <translation>不符合要求</translation>
    </message>
    <message>
        <source>An amount in yuan, such as 1200 or 1200.50</source>
        <translation>应为以元计的金额,例如 1200 或 1200.50</translation>
    </message>
    <message>
        <source>A whole number</source>
        <translation>应为整数</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>应为数字</translation>
    </message>
    <message>
        <source>Not in the right form</source>
        <translation>格式不对</translation>
    </message>
    <message>
        <source>A date that exists, such as 2026-11-24</source>
        <translation>应为存在的日期,例如 2026-11-24</translation>
    </message>
    <message>
        <source>Not a right ID number; compare it with the card</source>
        <translation>身份证号不对,请与证件核对</translation>
    </message>
    <message>
        <source>Not a right credit code; compare it with the licence</source>
        <translation>信用代码不对,请与执照核对</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必须填写</translation>
    </message>
    <message>
        <source>Not part of this form</source>
        <translation>不属于这张表单</translation>
    </message>
    <message>
        <source>Choose one of these</source>
        <translation>请从中选一项</translation>
    </message>
    <message>
        <source>At least {bound}</source>
        <translation>不能小于 {bound}</translation>
    </message>
    <message>
        <source>At most {bound}</source>
        <translation>不能大于 {bound}</translation>
    </message>
    <message>
        <source>More than {bound}</source>
        <translation>须大于 {bound}</translation>
    </message>
    <message>
        <source>Less than {bound}</source>
        <translation>须小于 {bound}</translation>
    </message>
    <message>
        <source>Each only once</source>
        <translation>有重复的项</translation>
    </message>
</context>
<context>
    <name>FormView</name>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>下一项</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>What is typed is saved at once. A power cut costs one key at most.</source>
        <translation>随键入保存,断电最多少一个字。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>To submitting</source>
        <translation>去提交</translation>
    </message>
    <message>
        <source>{ready} / {all} required fields filled</source>
        <translation>必填 {ready} / {all} 已齐</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>The case has been submitted</source>
        <translation>本件已提交</translation>
    </message>
    <message>
        <source>What the form says can no longer be changed here.</source>
        <translation>表单内容不能再在这里更改。</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>还差</translation>
    </message>
    <message>
        <source>This form</source>
        <translation>这张表单</translation>
    </message>
    <message>
        <source>Everything required is filled in.</source>
        <translation>必填内容均已填写。</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>已填齐</translation>
    </message>
</context>
<context>
    <name>GuidePanel</name>
    <message>
        <source>Choosing asks the platform what it holds of this applicant, so that it need not be brought. Ask for consent first; it is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only persons can apply for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only organisations can apply for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By law</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Materials ({n})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HallPanel</name>
    <message>
        <source>Waiting by service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows of the hall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} waiting · {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{services} more services: {n} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} · {time} each on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} visits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IdentifyView</name>
    <message>
        <source>Applicant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, for the citizen to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who applies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the number says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number is shown whole only while its field is being typed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check character is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of 18</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>18 places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A registered body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Born</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to the matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next field</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Identity</name>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resident identity card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Residence permit, Hong Kong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Residence permit, Macao</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Residence permit, Taiwan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreigner&apos;s permanent residence card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name as the document has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longer than 100 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A character here belongs to no name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the number as the document has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has 18 places; compare with the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only digits, and X in the last place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first digits are no region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places 7 to 14 are no date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The date of birth lies ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last place does not fit the others; compare each digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only digits and capitals without I, O, S, V and Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the number with the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rare characters: {listed}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>Asking the platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform out of reach</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Materials</name>
    <message>
        <source>To follow {by}</source>
        <translation>{by}补交</translation>
    </message>
    <message>
        <source>follows</source>
        <translation>后补</translation>
    </message>
    <message>
        <source>Platform not asked yet · verify later or scan</source>
        <translation>平台尚未核验 · 稍后核验或扫描</translation>
    </message>
    <message>
        <source>unverified</source>
        <translation>待核验</translation>
    </message>
    <message>
        <source>May follow {by}</source>
        <translation>可先受理,{by}补交</translation>
    </message>
    <message>
        <source>may follow</source>
        <translation>可后补</translation>
    </message>
    <message>
        <source>to scan</source>
        <translation>待扫描</translation>
    </message>
    <message>
        <source>Platform has it</source>
        <translation>平台已有 · 无需提交</translation>
    </message>
    <message>
        <source>to {day}</source>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>已扫描</translation>
    </message>
    <message>
        <source>straightened</source>
        <translation>已放正</translation>
    </message>
    <message>
        <source>original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>复印件</translation>
    </message>
    <message>
        <source>electronic</source>
        <translation>电子件</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>较差</translation>
    </message>
    <message>
        <source>cannot be judged</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>straightened {angle}</source>
        <translation>转正 {angle}</translation>
    </message>
    <message>
        <source>edges cut</source>
        <translation>裁边</translation>
    </message>
    <message>
        <source>turned {angle}</source>
        <translation>旋转 {angle}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>,</translation>
    </message>
    <message>
        <source>none needed</source>
        <translation>无需校正</translation>
    </message>
</context>
<context>
    <name>MaterialsView</name>
    <message>
        <source>Checklist</source>
        <translation>材料清单</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>look closer</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>let it follow</source>
        <translation>改为后补</translation>
    </message>
    <message>
        <source>want it now</source>
        <translation>改为现交</translation>
    </message>
    <message>
        <source>Ctrl + and Ctrl - zoom, Ctrl 0 shows the whole page</source>
        <translation>Ctrl + 放大,Ctrl - 缩小,Ctrl 0 看整页</translation>
    </message>
    <message>
        <source>turn</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>reorder</source>
        <translation>调整顺序</translation>
    </message>
    <message>
        <source>Stop scanning</source>
        <translation>停止扫描</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Fill in the form</source>
        <translation>填写表单</translation>
    </message>
    <message>
        <source>Scan more</source>
        <translation>再扫几页</translation>
    </message>
    <message>
        <source>Scan {name}</source>
        <translation>扫描{name}</translation>
    </message>
    <message>
        <source>Form first</source>
        <translation>先填表</translation>
    </message>
    <message>
        <source>The scanner is reading the first page</source>
        <translation>正在读第 1 页</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) read</source>
        <translation>
            <numerusform>已读 %n 页</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n a minute</source>
        <translation>
            <numerusform>每分钟 %n 页</numerusform>
        </translation>
    </message>
    <message>
        <source>{settled} / {all} ready</source>
        <translation>{settled} / {all} 已齐</translation>
    </message>
    <message>
        <source>Page {number} / {all}</source>
        <translation>第 {number} 页 / {all}</translation>
    </message>
    <message>
        <source>{name}, page {number} of {all}</source>
        <translation>{name},第 {number} 页,共 {all} 页</translation>
    </message>
    <message>
        <source>Scan more pages into this material (Shift F4)</source>
        <translation>为这份材料再扫几页(Shift F4)</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>正在扫描</translation>
    </message>
    <message>
        <source>Valid to {day}.</source>
        <translation>有效期至 {day}。</translation>
    </message>
    <message>
        <source>Nothing to hand in and nothing to scan.</source>
        <translation>无需提交,也无需扫描。</translation>
    </message>
    <message>
        <source>The platform holds this material</source>
        <translation>平台已有这份材料</translation>
    </message>
    <message>
        <source>The citizen hands it in {by}.</source>
        <translation>申请人{by}补交。</translation>
    </message>
    <message>
        <source>This material follows</source>
        <translation>这份材料后补</translation>
    </message>
    <message>
        <source>F4 scans it; files may also be dropped here.</source>
        <translation>按 F4 扫描,也可以把文件拖到这里。</translation>
    </message>
    <message>
        <source>No page yet</source>
        <translation>还没有页</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>Clearness</source>
        <translation>清晰度</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>校正</translation>
    </message>
    <message>
        <source>agreed</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>这一页</translation>
    </message>
    <message>
        <source>This page is not what arrived</source>
        <translation>这一页与收到时不一致</translation>
    </message>
    <message>
        <source>It is not submitted. Delete it and scan it again.</source>
        <translation>不会提交这一页。请删除后重新扫描。</translation>
    </message>
    <message>
        <source>The print is hard to read</source>
        <translation>字迹不清</translation>
    </message>
    <message>
        <source>Clean the glass or lay the paper flat, then scan it again.</source>
        <translation>请擦净玻璃或把纸放平,再扫一次。</translation>
    </message>
    <message>
        <source>After acceptance, hand it in {by}; later it counts as not corrected. Please tell the applicant.</source>
        <translation>受理后须在 {by}补交,逾期按未补正处理。请告知申请人。</translation>
    </message>
    <message>
        <source>{name} may follow</source>
        <translation>{name}可以后补</translation>
    </message>
</context>
<context>
    <name>MatterView</name>
    <message>
        <source>Name of the matter, pinyin, or initials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search matters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No matter answers to this. Try fewer characters or its initials.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} matters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the platform what it holds already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose this matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not for {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep the chosen one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueLines</name>
    <message>
        <source>and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SchemaForm</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Hall Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find matters, cases, tickets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Sign in at the regional platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every call and every case is recorded with the name of who did it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On your phone, scan the code at the right; or open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the code there with the one above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm under your own name; this window goes on then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the platform for a code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No code is shown. Ask for a new one when you are ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for your confirmation · the code holds for {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the page on this PC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a new code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StandingPanel</name>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>mend it there</source>
        <translation>去改</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺办结</translation>
    </message>
    <message>
        <source>The holidays of that year are not known yet.</source>
        <translation>当年的放假安排尚未公布。</translation>
    </message>
    <message>
        <source>The day is an estimate</source>
        <translation>日期为预计</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to mend; then submit again.</source>
        <translation>
            <numerusform>有 %n 处需要改正,改好后再提交。</numerusform>
        </translation>
    </message>
    <message>
        <source>The platform refused the case</source>
        <translation>平台未受理</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) still open</source>
        <translation>
            <numerusform>还差 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready to submit</source>
        <translation>可以提交</translation>
    </message>
    <message>
        <source>Everything the guide asks for is there.</source>
        <translation>办事指南要求的内容已齐。</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>The case is stored on this PC.</source>
        <translation>本件已保存在这台电脑上。</translation>
    </message>
    <message>
        <source>Sending to the platform</source>
        <translation>正在发送到平台</translation>
    </message>
    <message>
        <source>Nothing is lost if the link breaks: it goes on from where it stopped.</source>
        <translation>网络中断也不会丢失,恢复后从断点继续。</translation>
    </message>
    <message>
        <source>Kept here, will be sent by itself</source>
        <translation>已存在本机,恢复后自动发送</translation>
    </message>
    <message>
        <source>The platform cannot be reached now. Give the citizen the materials receipt; the notice of acceptance follows when the platform has answered.</source>
        <translation>现在连不上平台。请把收件凭证交给申请人;平台答复后再出受理通知书。</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Materials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Submit</name>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>办理事项</translation>
    </message>
    <message>
        <source>from the platform</source>
        <translation>平台调取</translation>
    </message>
    <message>
        <source>follows {by}</source>
        <translation>{by}补交</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Not scanned yet</source>
        <translation>还没有扫描</translation>
    </message>
    <message>
        <source>{sent} of {size}</source>
        <translation>{sent} / {size}</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>收件编号</translation>
    </message>
    <message>
        <source>Accepted on</source>
        <translation>受理日期</translation>
    </message>
    <message>
        <source>Legal limit</source>
        <translation>法定期限</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The case is accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>The platform has the case: {state}</source>
        <translation>平台已收到:{state}</translation>
    </message>
</context>
<context>
    <name>SubmitView</name>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Submit again</source>
        <translation>再次提交</translation>
    </message>
    <message>
        <source>To the paper</source>
        <translation>去出件</translation>
    </message>
    <message>
        <source>Mend the next</source>
        <translation>改下一处</translation>
    </message>
    <message>
        <source>Materials receipt</source>
        <translation>收件凭证</translation>
    </message>
    <message>
        <source>Print the materials receipt</source>
        <translation>打印收件凭证</translation>
    </message>
    <message>
        <source>Mend it</source>
        <translation>去改</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Materials</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>Page {number}</source>
        <translation>第 {number} 页</translation>
    </message>
</context>
<context>
    <name>TicketState</name>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>did not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>{hall} · Window {window}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To send &lt;b&gt;{n}&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting &lt;b&gt;{n}&lt;/b&gt; · longest &lt;b&gt;{time}&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TroubleWindow</name>
    <message>
        <source>Hall Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VisitHeader</name>
    <message>
        <source>Not identified yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the spot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n working day(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done on the spot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promised in %n working day(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free of charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{yuan} yuan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M 月 d 日</translation>
    </message>
    <message>
        <source>by {day}, inclusive</source>
        <translation>{day}(含)前</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>waited {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>came {time} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{waited} · turn {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_MaterialLine</name>
    <message>
        <source>the platform may hold it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may follow within {days}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
