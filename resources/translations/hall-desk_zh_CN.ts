<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>DateEdit</name>
    <message>
        <source>yyyy-mm-dd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Friday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation type="unfinished"></translation>
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
        <source>Check that the scanner is switched on and plugged in, or set a scan folder, then look again.</source>
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
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Space</source>
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
    <name>SchemaForm</name>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
