<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AppointmentPage</name>
    <message>
        <source>Type the number of your identity card</source>
        <translation>请输入身份证号</translation>
    </message>
    <message>
        <source>Nothing of it is kept. You can also lay the card on.</source>
        <translation>不会保存。也可以直接刷身份证。</translation>
    </message>
    <message>
        <source>Type the 6 digits of the appointment</source>
        <translation>改为输入 6 位预约码</translation>
    </message>
    <message>
        <source>Type the 6 digits of your appointment</source>
        <translation>请输入 6 位预约码</translation>
    </message>
    <message>
        <source>You can also scan its code or lay your identity card on.</source>
        <translation>也可以扫预约二维码，或者刷身份证。</translation>
    </message>
    <message>
        <source>No code at hand? Type the number of your identity card</source>
        <translation>没有预约码，输入身份证号</translation>
    </message>
    <message>
        <source>The queue has not answered yet; it is asked again.</source>
        <translation>叫号系统还没有应答，正在再问一次。</translation>
    </message>
    <message>
        <source>Your appointment is being looked up</source>
        <translation>正在查找您的预约</translation>
    </message>
    <message>
        <source>The number is compared and not kept.</source>
        <translation>只用来核对，不会保存。</translation>
    </message>
    <message>
        <source>You can also scan its code.</source>
        <translation>也可以扫预约二维码。</translation>
    </message>
</context>
<context>
    <name>AttentionHint</name>
    <message numerus="yes">
        <source>%n need(s) somebody</source>
        <translation>
            <numerusform>要人管 %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AwayNote</name>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n called by others</source>
        <translation>
            <numerusform>其他窗口叫了 %n 位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>新取号 %n 位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n handed to you</source>
        <translation>
            <numerusform>转给您 %n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>longest wait {time}</source>
        <translation>最长等候 {time}</translation>
    </message>
    <message>
        <source>Since {time}: {what}</source>
        <translation>{time} 以来：{what}</translation>
    </message>
</context>
<context>
    <name>CallHead</name>
    <message>
        <source>Next</source>
        <translation>下一位</translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation>无人等候</translation>
    </message>
    <message>
        <source>A new number appears here as soon as it is taken.</source>
        <translation>有人取号后，这里马上显示。</translation>
    </message>
    <message>
        <source>Called to window {n}</source>
        <translation>已叫到 {n} 号窗口</translation>
    </message>
    <message>
        <source>&lt;em&gt;{service}&lt;/em&gt; · waited {time} · called {n} times</source>
        <translation>&lt;em&gt;{service}&lt;/em&gt; · 等候 {time} · 已叫 {n} 次</translation>
    </message>
    <message>
        <source>&lt;em&gt;{service}&lt;/em&gt; · waited {time} · called once</source>
        <translation>&lt;em&gt;{service}&lt;/em&gt; · 等候 {time} · 已叫 1 次</translation>
    </message>
    <message>
        <source>Window {n} is closed</source>
        <translation>{n} 号窗口已关闭</translation>
    </message>
    <message>
        <source>Window {n} is paused</source>
        <translation>{n} 号窗口暂停叫号</translation>
    </message>
    <message>
        <source>Nobody is called here · &lt;b&gt;{n}&lt;/b&gt; waiting in the hall</source>
        <translation>本窗口不叫号 · 全厅候办 &lt;b&gt;{n}&lt;/b&gt; 人</translation>
    </message>
    <message>
        <source>&lt;em&gt;{service}&lt;/em&gt; · waited {time}</source>
        <translation>&lt;em&gt;{service}&lt;/em&gt; · 等候 {time}</translation>
    </message>
    <message>
        <source>&lt;em&gt;{service}&lt;/em&gt; · checked in {time} ago</source>
        <translation>&lt;em&gt;{service}&lt;/em&gt; · 已签到 {time}</translation>
    </message>
    <message>
        <source>Pressed again: taken as the same call, nobody else is called.</source>
        <translation>又按了一次：算作同一次叫号，没有多叫别人。</translation>
    </message>
    <message>
        <source>Taking up where this window stood</source>
        <translation>正在接上本窗口上次停下的地方</translation>
    </message>
    <message>
        <source>If a visit was open, it is back in a moment.</source>
        <translation>如有没办完的业务，马上就回来。</translation>
    </message>
</context>
<context>
    <name>CallView</name>
    <message>
        <source>Number to call</source>
        <translation>要叫的号</translation>
    </message>
    <message>
        <source>The citizen is here</source>
        <translation>群众已到</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>再叫</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>Call this number</source>
        <translation>叫这个号</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不叫了</translation>
    </message>
    <message>
        <source>Call the next</source>
        <translation>叫下一位</translation>
    </message>
    <message>
        <source>Call a number</source>
        <translation>指定叫号</translation>
    </message>
    <message>
        <source>Tickets and receipts can be scanned at any time</source>
        <translation>扫票或回执条码，随时可用</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>叫 {number}</translation>
    </message>
    <message>
        <source>Go on with {number}</source>
        <translation>继续办 {number}</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Open the window</source>
        <translation>恢复叫号</translation>
    </message>
    <message>
        <source>Taking up where this window stood</source>
        <translation>正在接上本窗口上次停下的地方</translation>
    </message>
</context>
<context>
    <name>CaseLines</name>
    <message>
        <source>Ticket · receipt</source>
        <translation>票号 · 回执</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>还有 {n} 件</translation>
    </message>
    <message>
        <source>Telling</source>
        <translation>告知</translation>
    </message>
</context>
<context>
    <name>CaseQuestions</name>
    <message>
        <source>Told</source>
        <translation>已告知</translation>
    </message>
    <message>
        <source>knows what is to be done</source>
        <translation>知道要做什么</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>没联系上</translation>
    </message>
    <message>
        <source>counted; the case stays here</source>
        <translation>记一次；这件仍在这里</translation>
    </message>
    <message>
        <source>Another time</source>
        <translation>换个时间</translation>
    </message>
    <message>
        <source>was reached, asks to be called later</source>
        <translation>联系上了，要晚些再打</translation>
    </message>
    <message>
        <source>{number}: was the applicant told?</source>
        <translation>{number}：告知申请人了吗？</translation>
    </message>
    <message>
        <source>Note, if there is anything: when they come, when to call again</source>
        <translation>备注（可不填）：什么时候来、什么时候再打</translation>
    </message>
    <message>
        <source>The applicant does not want it any more</source>
        <translation>申请人不办了</translation>
    </message>
    <message>
        <source>Applied for elsewhere</source>
        <translation>已在别处办理</translation>
    </message>
    <message>
        <source>Cannot be reached, and the term is over</source>
        <translation>联系不上，期限已过</translation>
    </message>
    <message>
        <source>The paper is not needed any more</source>
        <translation>这张纸不需要了</translation>
    </message>
    <message>
        <source>Printed elsewhere</source>
        <translation>已在别处打印</translation>
    </message>
    <message>
        <source>Give {number} up</source>
        <translation>{number} 不办了</translation>
    </message>
    <message>
        <source>It stands in the log with your name and this reason.</source>
        <translation>日志里会记下您的名字和原因。</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
</context>
<context>
    <name>CaseState</name>
    <message>
        <source>received</source>
        <translation>已收件</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>needs correction</source>
        <translation>待补正</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>in review</source>
        <translation>审查中</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>closed by the platform</source>
        <translation>平台已办结关闭</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message>
        <source>The platform refused it</source>
        <translation>平台退回</translation>
    </message>
    <message>
        <source>The platform wants it corrected</source>
        <translation>平台要求补正</translation>
    </message>
    <message>
        <source>The platform refuses the application</source>
        <translation>平台不予受理</translation>
    </message>
    <message>
        <source>The platform has closed the case</source>
        <translation>平台已关闭这件</translation>
    </message>
    <message>
        <source>The platform did not record a printed paper</source>
        <translation>平台没有登记一张已打印的文书</translation>
    </message>
    <message>
        <source>Not printed: {paper}</source>
        <translation>没打印出来：{paper}</translation>
    </message>
    <message>
        <source>{time}, when the applicant had left</source>
        <translation>{time}，申请人已离开</translation>
    </message>
    <message>
        <source>{time} · of today, goes in the evening</source>
        <translation>{time} · 今天的，晚上收走</translation>
    </message>
    <message>
        <source>Given up: {reason}</source>
        <translation>不办了：{reason}</translation>
    </message>
    <message>
        <source>Corrected, accepted by the platform: {number}</source>
        <translation>已改正，平台已受理 {number}</translation>
    </message>
    <message>
        <source>Corrected, the platform has it: {number}</source>
        <translation>已改正，平台已收件 {number}</translation>
    </message>
    <message>
        <source>The applicant was told</source>
        <translation>已告知申请人</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>不办了</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>It goes by itself as soon as the platform can be reached.</source>
        <translation>平台一通就自动发送。</translation>
    </message>
    <message>
        <source>notice of acceptance</source>
        <translation>受理通知书</translation>
    </message>
    <message>
        <source>materials receipt</source>
        <translation>收件凭证</translation>
    </message>
    <message>
        <source>one-time notice</source>
        <translation>一次性告知书</translation>
    </message>
    <message>
        <source>and {n} more; the printed notice lists them</source>
        <translation>还有 {n} 处，打印的告知书上都有</translation>
    </message>
    <message>
        <source>no telephone number</source>
        <translation>没有留电话</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>已告知</translation>
    </message>
    <message>
        <source>Not told yet</source>
        <translation>还没告知</translation>
    </message>
    <message>
        <source>another time</source>
        <translation>换个时间</translation>
    </message>
    <message>
        <source>sent {time}</source>
        <translation>{time} 提交</translation>
    </message>
    <message>
        <source>Since the platform took the case, its files are not those that the applicant brought: it may be decided by other papers. This window has not believed the answer.</source>
        <translation>平台收件以后，办件里的文件不再是申请人带来的那些：可能会按别的材料审批。本窗口没有采信这个答复。</translation>
    </message>
    <message>
        <source>The platform acknowledged the case and has denied it for a day: nobody may be working on it, and its term may run all the same.</source>
        <translation>平台收过这个办件，一天以来却说没有：可能没有人在办，期限却照样在走。</translation>
    </message>
    <message>
        <source>For a day the platform&apos;s answers about the case have spoken of another one or could not be true: how it stands is not known here.</source>
        <translation>一天以来，平台对这个办件的答复说的是别的办件，或者不可能属实：这里不知道它办到哪一步。</translation>
    </message>
    <message>
        <source>Call the authority or the platform&apos;s support with the case number, tell the applicant, and write down here what came of it. The line goes by itself when the platform&apos;s answer is right again.</source>
        <translation>请凭办件编号联系审批部门或平台技术支持，告知申请人，并把结果记在这里。平台的答复恢复正常后，这一行会自动消失。</translation>
    </message>
    <message>
        <source>The platform has other files than were sent</source>
        <translation>平台上的文件与提交的不一致</translation>
    </message>
    <message>
        <source>The platform no longer knows the case</source>
        <translation>平台说没有这个办件</translation>
    </message>
    <message>
        <source>What the platform says cannot be true</source>
        <translation>平台的答复不可能属实</translation>
    </message>
</context>
<context>
    <name>CasesView</name>
    <message>
        <source>Cases that need somebody</source>
        <translation>要有人管的办件</translation>
    </message>
    <message>
        <source>Nothing waits for anybody.</source>
        <translation>没有要人管的办件。</translation>
    </message>
    <message>
        <source>{number} · what can be done</source>
        <translation>{number} · 现在能做的</translation>
    </message>
    <message>
        <source>What the platform says</source>
        <translation>平台的说法</translation>
    </message>
    <message>
        <source>Note who was told</source>
        <translation>记下告知</translation>
    </message>
    <message>
        <source>Told · not reached · another time</source>
        <translation>已告知 · 没联系上 · 换个时间</translation>
    </message>
    <message>
        <source>The applicant gives up</source>
        <translation>申请人不办了</translation>
    </message>
    <message>
        <source>With a reason; it stands in the log</source>
        <translation>要写原因，会记入日志</translation>
    </message>
    <message>
        <source>Print its last paper once more</source>
        <translation>再打一份上次的文书</translation>
    </message>
    <message>
        <source>Print it again</source>
        <translation>重新打印</translation>
    </message>
    <message>
        <source>The paper is kept here as it was made</source>
        <translation>文书原样存在本机</translation>
    </message>
    <message>
        <source>Not needed any more</source>
        <translation>不需要了</translation>
    </message>
    <message>
        <source>Print the one-time notice</source>
        <translation>打印一次性告知书</translation>
    </message>
    <message>
        <source>Order and promises as before</source>
        <translation>顺序和承诺日不变</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Hold Space: the whole number</source>
        <translation>按住空格，看全号</translation>
    </message>
    <message>
        <source>Scan a receipt: straight to its case</source>
        <translation>扫回执条码，直接到这一件</translation>
    </message>
    <message>
        <source>The platform did not take them, or something came up later. Each stays here until somebody has dealt with it.</source>
        <translation>平台没有收，或材料后来出了问题。处理完才会从这里消失。</translation>
    </message>
    <message>
        <source>Open and correct it</source>
        <translation>打开，改好再提交</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>这意味着什么</translation>
    </message>
    <message>
        <source>Settled with the authority</source>
        <translation>已与审批部门核实</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>use</source>
        <translation>选用</translation>
    </message>
    <message>
        <source>leave it</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 项</translation>
    </message>
    <message>
        <source>Nothing answers to this</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>{number} ({service}): {ahead} ahead, about {minutes} min</source>
        <translation>{number}（{service}）：前面 {ahead} 人，约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{number} ({service}): {ahead} ahead</source>
        <translation>{number}（{service}）：前面 {ahead} 人</translation>
    </message>
    <message>
        <source>Nobody is waiting</source>
        <translation>没有人等候</translation>
    </message>
    <message>
        <source>{number} to window {window}</source>
        <translation>请 {number} 到 {window} 号窗口</translation>
    </message>
    <message>
        <source>{number} to window {window}, call {calls}</source>
        <translation>请 {number} 到 {window} 号窗口，第 {calls} 次</translation>
    </message>
    <message>
        <source>{number} is being served at window {window}</source>
        <translation>{number} 正在 {window} 号窗口办理</translation>
    </message>
    <message>
        <source>{number} is on hold</source>
        <translation>{number} 已暂存</translation>
    </message>
    <message>
        <source>{number} was missed</source>
        <translation>{number} 已过号</translation>
    </message>
    <message>
        <source>{number} is finished</source>
        <translation>{number} 已办结</translation>
    </message>
    <message>
        <source>{number} is cancelled</source>
        <translation>{number} 已取消</translation>
    </message>
    <message>
        <source>{number} has expired</source>
        <translation>{number} 已作废</translation>
    </message>
    <message>
        <source>{code}: {service} at {slot}</source>
        <translation>{code}：{service}，{slot}</translation>
    </message>
    <message>
        <source>{name} is made: {services} services, {windows} windows</source>
        <translation>{name}已建立：{services} 项业务，{windows} 个窗口</translation>
    </message>
    <message>
        <source>The hall&apos;s queue is of version {schema} now</source>
        <translation>大厅队列已升级到版本 {schema}</translation>
    </message>
    <message>
        <source>Set up: {services} services, {windows} windows</source>
        <translation>已设置：{services} 项业务，{windows} 个窗口</translation>
    </message>
    <message>
        <source>The keyring keeps the password</source>
        <translation>口令已存入钥匙串</translation>
    </message>
    <message>
        <source>{name}, {time}: {waiting} waiting</source>
        <translation>{name} {time}，等候 {waiting} 人</translation>
    </message>
    <message>
        <source>{name}, {time}: closed for today</source>
        <translation>{name} {time}，今日已结束</translation>
    </message>
    <message>
        <source>{code} {name}: {waiting} waiting, about {minutes} min</source>
        <translation>{code} {name}：等候 {waiting} 人，约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{code} {name}: {waiting} waiting, no window open</source>
        <translation>{code} {name}：等候 {waiting} 人，没有窗口开放</translation>
    </message>
    <message>
        <source>Window {window}: free</source>
        <translation>{window} 号窗口：空闲</translation>
    </message>
    <message>
        <source>Window {window}: closed</source>
        <translation>{window} 号窗口：关闭</translation>
    </message>
    <message>
        <source>Window {window}: {number} called</source>
        <translation>{window} 号窗口：已叫 {number}</translation>
    </message>
    <message>
        <source>Window {window}: serving {number}</source>
        <translation>{window} 号窗口：正在办理 {number}</translation>
    </message>
    <message>
        <source>Window {window} is open</source>
        <translation>{window} 号窗口已开放</translation>
    </message>
    <message>
        <source>Window {window} is closed</source>
        <translation>{window} 号窗口已关闭</translation>
    </message>
    <message>
        <source>The day is closed; tickets that expired: {expired}</source>
        <translation>今日已结束，作废号票 {expired} 张</translation>
    </message>
    <message>
        <source>Window {window}: paused</source>
        <translation>{window} 号窗口：暂停</translation>
    </message>
    <message>
        <source>Window {window} is paused</source>
        <translation>{window} 号窗口已暂停</translation>
    </message>
    <message>
        <source>{day}: {taken} taken, {called} called, {served} served, {missed} missed</source>
        <translation>{day}：取号 {taken}，叫号 {called}，办结 {served}，过号 {missed}</translation>
    </message>
    <message>
        <source>{code} {name}: {served} served, waits {mean} min, nine of ten within {p90} min</source>
        <translation>{code} {name}：办结 {served}，平均等候 {mean} 分钟，九成在 {p90} 分钟以内</translation>
    </message>
    <message>
        <source>Window {window}: {served} served, busy {load} %</source>
        <translation>{window} 号窗口：办结 {served}，忙碌 {load}%</translation>
    </message>
    <message>
        <source>The code for {role} {name}, good for ten minutes: {code}</source>
        <translation>{role} {name} 的注册码，十分钟内有效：{code}</translation>
    </message>
    <message>
        <source>On that PC: {words}</source>
        <translation>在那台电脑上输入：{words}</translation>
    </message>
    <message>
        <source>No device is enrolled</source>
        <translation>还没有注册设备</translation>
    </message>
    <message>
        <source>{id}  {role} {name}: last seen {seen}</source>
        <translation>{id}  {role} {name}：最近在线 {seen}</translation>
    </message>
    <message>
        <source>{id}  {role} {name}: not seen yet</source>
        <translation>{id}  {role} {name}：还没有上线</translation>
    </message>
    <message>
        <source>{id}  {role} {name}: revoked {revoked}</source>
        <translation>{id}  {role} {name}：已于 {revoked} 停用</translation>
    </message>
    <message>
        <source>The device {id} is let in no longer</source>
        <translation>设备 {id} 已停用</translation>
    </message>
    <message>
        <source>This is {role} {name} of {hall} from now on</source>
        <translation>本机从现在起是{hall}的 {role} {name}</translation>
    </message>
    <message>
        <source>The day is open again</source>
        <translation>今天重新开放</translation>
    </message>
    <message>
        <source>It is {day} in the hall</source>
        <translation>大厅的日期是 {day}</translation>
    </message>
</context>
<context>
    <name>ConfirmPage</name>
    <message>
        <source>people</source>
        <translation>人</translation>
    </message>
    <message>
        <source>Called in about</source>
        <translation>大约等</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Take a number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Take a priority number</source>
        <translation>取优先号</translation>
    </message>
    <message>
        <source>Your ticket comes out below</source>
        <translation>小票从下方出来</translation>
    </message>
    <message>
        <source>The number is shown on the screen</source>
        <translation>号码显示在屏幕上</translation>
    </message>
    <message>
        <source>Your number is being given</source>
        <translation>正在取号</translation>
    </message>
    <message>
        <source>The queue has not answered yet</source>
        <translation>叫号系统还没有应答</translation>
    </message>
    <message>
        <source>It is asked again. You never get two numbers.</source>
        <translation>正在再问一次，不会重复取号。</translation>
    </message>
    <message>
        <source>Take a priority number: touch here</source>
        <translation>可以取优先号，请按这里</translation>
    </message>
    <message>
        <source>Before you</source>
        <translation>前面</translation>
    </message>
    <message>
        <source>Aged 60 and over, disabled, pregnant, in service, veterans</source>
        <translation>老年人、残疾人、孕妇、军人和退役军人</translation>
    </message>
    <message>
        <source>Called within about</source>
        <translation>最多约等</translation>
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
            <numerusform>%n 个文件，指纹全部一致</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The platform refused it: %n thing(s) to correct</source>
        <translation>
            <numerusform>平台退回：%n 处要改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The platform wants %n thing(s) corrected</source>
        <translation>
            <numerusform>平台要求补正 %n 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>not reached, %n attempt(s)</source>
        <translation>
            <numerusform>打了 %n 次没接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) wait to be sent since {time}</source>
        <translation>
            <numerusform>%n 件从 {time} 起还没发出去</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n page(s) are there; order and promises as before</source>
        <translation>
            <numerusform>原来的 %n 页都在，顺序和承诺日不变</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n thing(s) at once</source>
        <translation>
            <numerusform>%n 处一次写清</numerusform>
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
    <name>DeviceNames</name>
    <message>
        <source>Folder {name}</source>
        <translation>文件夹 {name}</translation>
    </message>
</context>
<context>
    <name>Display</name>
    <message>
        <source>Please go to the counter</source>
        <translation>请到窗口</translation>
    </message>
    <message>
        <source>Please wait for your number</source>
        <translation>请等候叫号</translation>
    </message>
    <message>
        <source>Closed for today</source>
        <translation>今日服务已结束</translation>
    </message>
    <message>
        <source>Your number and your window will be shown here.</source>
        <translation>叫到的号码和窗口会显示在这里。</translation>
    </message>
    <message>
        <source>Thank you for coming. Whoever is at a window is served to the end.</source>
        <translation>感谢您的到来。已在窗口办理的，会为您办完。</translation>
    </message>
    <message>
        <source>Window {n}</source>
        <translation>{n} 号窗口</translation>
    </message>
    <message>
        <source>Counter {n}</source>
        <translation>{n}窗口</translation>
    </message>
    <message>
        <source>No. {n}</source>
        <translation>{n} 号</translation>
    </message>
    <message>
        <source>Just called</source>
        <translation>刚刚叫号</translation>
    </message>
    <message>
        <source>no tickets now</source>
        <translation>暂不取号</translation>
    </message>
    <message>
        <source>no wait</source>
        <translation>无需等候</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} 人等候</translation>
    </message>
    <message>
        <source>{n} waiting · about {h} h</source>
        <translation>{n} 人 · 约 {h} 小时</translation>
    </message>
    <message>
        <source>{n} waiting · about {m} min</source>
        <translation>{n} 人 · 约 {m} 分</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <translation>M 月 d 日 dddd</translation>
    </message>
    <message>
        <source>As of {time}. The queue is being reached again.</source>
        <translation>以上为 {time} 的情况，正在重新连接叫号系统。</translation>
    </message>
    <message>
        <source>Connecting to the hall&apos;s queue</source>
        <translation>正在连接叫号系统</translation>
    </message>
    <message>
        <source>Called again</source>
        <translation>再次叫号</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>会自动重新连接。</translation>
    </message>
</context>
<context>
    <name>DisplayView</name>
    <message>
        <source>Hall screen</source>
        <translation>大厅屏幕</translation>
    </message>
</context>
<context>
    <name>EndingQuestions</name>
    <message>
        <source>Nothing is kept.</source>
        <translation>内容不留。</translation>
    </message>
    <message>
        <source>Print the guide, or not. Nothing is kept.</source>
        <translation>打印办事指南，或不打印。内容不留。</translation>
    </message>
    <message>
        <source>Something is missing</source>
        <translation>还缺材料</translation>
    </message>
    <message>
        <source>Only a question</source>
        <translation>只是来问</translation>
    </message>
    <message>
        <source>Not handled here</source>
        <translation>不归这里办</translation>
    </message>
    <message>
        <source>Say which office, its address and telephone; it stands in the log</source>
        <translation>写明归哪里、地址和电话；打印给申请人，并写进操作记录</translation>
    </message>
    <message>
        <source>Called by mistake, please wait</source>
        <translation>叫错人了，请他再等</translation>
    </message>
    <message>
        <source>The number goes back to its place; what was typed is not kept</source>
        <translation>号回到原来的次序，已填的不留</translation>
    </message>
    <message>
        <source>The citizen has left</source>
        <translation>人走了</translation>
    </message>
    <message>
        <source>What was entered is kept 24 hours, then destroyed</source>
        <translation>内容按规定保留 24 小时后销毁</translation>
    </message>
    <message>
        <source>Somebody else came</source>
        <translation>来的是别人</translation>
    </message>
    <message>
        <source>Call {number} again; what was typed is not kept</source>
        <translation>再叫一次 {number}，已填的不留</translation>
    </message>
    <message numerus="yes">
        <source>After 1, the %n page(s) scanned and what was typed stay for three days: scan the ticket or the list at this window to go on.</source>
        <translation>
            <numerusform>选 1，已扫描的 %n 页和已填的内容保留三天，在本窗口扫号票或清单就能接着办。</numerusform>
        </translation>
    </message>
    <message>
        <source>After 1, what was typed stays for three days: scan the ticket or the list at this window to go on.</source>
        <translation>选 1，已填的内容保留三天，在本窗口扫号票或清单就能接着办。</translation>
    </message>
    <message>
        <source>{number}: nothing is submitted today. Why?</source>
        <translation>{number} 今天不提交，为什么？</translation>
    </message>
    <message>
        <source>No matter is chosen yet: there is no list to print</source>
        <translation>还没选事项，没有清单可以打印</translation>
    </message>
    <message>
        <source>The list finds nothing missing</source>
        <translation>清单上没有缺的</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Missing: {names}. Prints the list with what would be right</source>
        <translation>缺：{names}。打印一张清单给申请人，写明怎样才对</translation>
    </message>
    <message>
        <source>Print the guide?</source>
        <translation>打印办事指南吗？</translation>
    </message>
    <message>
        <source>No</source>
        <translation>不打印</translation>
    </message>
    <message>
        <source>The visit ends</source>
        <translation>办理结束</translation>
    </message>
    <message>
        <source>Print it</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>What to bring, how long, what it costs</source>
        <translation>带什么、多久办好、收不收费</translation>
    </message>
    <message>
        <source>{number}: which office handles it?</source>
        <translation>{number} 归哪里办？</translation>
    </message>
    <message>
        <source>Printed for the citizen, and kept in the log of acts: no citizen’s name.</source>
        <translation>打印给申请人，并写进操作记录：不要写申请人姓名。</translation>
    </message>
    <message>
        <source>Office, address, telephone</source>
        <translation>单位，地址，电话</translation>
    </message>
    <message>
        <source>no address yet: add it after a comma</source>
        <translation>还没有地址：用逗号接着写</translation>
    </message>
    <message>
        <source>no telephone yet</source>
        <translation>还没有电话</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>再打一次</translation>
    </message>
    <message>
        <source>On {printer}</source>
        <translation>改用 {printer}</translation>
    </message>
    <message>
        <source>End without the paper</source>
        <translation>不打印，结束</translation>
    </message>
    <message>
        <source>Write it down for the citizen by hand</source>
        <translation>手写一份给申请人</translation>
    </message>
    <message>
        <source>This applicant was here on {day} with {number}</source>
        <translation>这位申请人 {day} 来过，号是 {number}</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>接着办</translation>
    </message>
    <message>
        <source>Everything stands as it stood</source>
        <translation>材料和内容都在原来的地方</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>从头办</translation>
    </message>
    <message>
        <source>What is kept stays</source>
        <translation>留下的内容先不动</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) of the form</source>
        <translation>
            <numerusform>表上 %n 栏</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryBoxes</name>
    <message>
        <source>{n} of {length} typed</source>
        <translation>已输入 {n} 位，共 {length} 位</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>The practice region did not start</source>
        <translation>演练平台没有启动</translation>
    </message>
    <message>
        <source>The demo cannot run without it.</source>
        <translation>没有它，演示无法进行。</translation>
    </message>
    <message>
        <source>See what it wrote to the console, then start the demo again.</source>
        <translation>查看它在控制台的输出，然后重新启动演示。</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出错了</translation>
    </message>
    <message>
        <source>Nothing entered so far is lost.</source>
        <translation>已录入的内容没有丢失。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, give the code to support.</source>
        <translation>再试一次；若再次出现，请把编号告诉技术支持。</translation>
    </message>
    <message>
        <source>The hall&apos;s queue cannot be reached ({reason})</source>
        <translation>连不上大厅叫号（{reason}）</translation>
    </message>
    <message>
        <source>No number was called or changed. The visit at this window goes on.</source>
        <translation>没有叫号，也没有改动。本窗口正在办的事照常进行。</translation>
    </message>
    <message>
        <source>Try again; if it stays away, tell the hall&apos;s manager.</source>
        <translation>再试一次；若一直连不上，请告诉大厅管理员。</translation>
    </message>
    <message>
        <source>The hall&apos;s queue is busy</source>
        <translation>大厅叫号正忙</translation>
    </message>
    <message>
        <source>No number was called or changed.</source>
        <translation>没有叫号，也没有改动。</translation>
    </message>
    <message>
        <source>Press the key again.</source>
        <translation>再按一次。</translation>
    </message>
    <message>
        <source>The hall&apos;s queue is of an older version ({found}) than this window ({wanted})</source>
        <translation>大厅叫号的版本（{found}）比本窗口（{wanted}）旧</translation>
    </message>
    <message>
        <source>This window does not call numbers until the queue is upgraded.</source>
        <translation>叫号升级之前，本窗口不能叫号。</translation>
    </message>
    <message>
        <source>Ask the hall&apos;s manager to upgrade the queue; nothing in it is lost by that.</source>
        <translation>请大厅管理员升级叫号，升级不会丢失数据。</translation>
    </message>
    <message>
        <source>The hall&apos;s queue is of a newer version ({found}) than this window ({wanted})</source>
        <translation>大厅叫号的版本（{found}）比本窗口（{wanted}）新</translation>
    </message>
    <message>
        <source>This window does not call numbers until the program is updated.</source>
        <translation>程序更新之前，本窗口不能叫号。</translation>
    </message>
    <message>
        <source>Update the program at this window.</source>
        <translation>请更新本窗口的程序。</translation>
    </message>
    <message>
        <source>There is a hall&apos;s queue already</source>
        <translation>这里已经有大厅叫号</translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation>原样保留，没有改动。</translation>
    </message>
    <message>
        <source>Open it, or name another place for the new one.</source>
        <translation>打开它，或者给新的另选位置。</translation>
    </message>
    <message>
        <source>The address of the hall&apos;s queue cannot be used ({kind})</source>
        <translation>大厅叫号的地址不能用（{kind}）</translation>
    </message>
    <message>
        <source>This window does not call numbers.</source>
        <translation>本窗口不能叫号。</translation>
    </message>
    <message>
        <source>This hall has no service {service}</source>
        <translation>本大厅没有业务 {service}</translation>
    </message>
    <message>
        <source>No ticket was given.</source>
        <translation>没有出票。</translation>
    </message>
    <message>
        <source>Choose a service from the list.</source>
        <translation>请从列表中选择业务。</translation>
    </message>
    <message>
        <source>This hall has no window {window}</source>
        <translation>本大厅没有 {window} 号窗口</translation>
    </message>
    <message>
        <source>Set the window&apos;s code as the hall&apos;s manager gave it.</source>
        <translation>按大厅管理员给的填写窗口编号。</translation>
    </message>
    <message>
        <source>Window {window} is with {number} already</source>
        <translation>{window} 号窗口正在办 {number}</translation>
    </message>
    <message>
        <source>No other number was called.</source>
        <translation>没有叫别的号。</translation>
    </message>
    <message>
        <source>Finish {number}, put it on hold or set it to missed, then call.</source>
        <translation>先办完 {number}，或暂存、过号，再叫号。</translation>
    </message>
    <message>
        <source>There is no ticket {number} today</source>
        <translation>今天没有 {number} 这张票</translation>
    </message>
    <message>
        <source>It may be of another day or of another hall.</source>
        <translation>可能是别的日子或别的大厅的票。</translation>
    </message>
    <message>
        <source>Compare the number with the citizen&apos;s ticket, or give a new one.</source>
        <translation>与群众手里的票核对，或重新取号。</translation>
    </message>
    <message>
        <source>{number} was already called by window {window}</source>
        <translation>{number} 已由 {window} 号窗口叫走</translation>
    </message>
    <message>
        <source>It was not called again.</source>
        <translation>没有重复叫号。</translation>
    </message>
    <message>
        <source>Call another number.</source>
        <translation>请叫别的号。</translation>
    </message>
    <message>
        <source>{number} is no longer in the queue</source>
        <translation>{number} 已不在队列里</translation>
    </message>
    <message>
        <source>It was served, cancelled or is of an earlier day.</source>
        <translation>已办完、已取消，或是以前的票。</translation>
    </message>
    <message>
        <source>If the citizen is still here, give a new ticket.</source>
        <translation>群众若还在，请重新取号。</translation>
    </message>
    <message>
        <source>{number} is not with window {window} now</source>
        <translation>{number} 现在不在 {window} 号窗口</translation>
    </message>
    <message>
        <source>It was moved on meanwhile; nothing was changed.</source>
        <translation>期间已被转走，没有改动。</translation>
    </message>
    <message>
        <source>Look at the queue and call again.</source>
        <translation>看一下队列，再叫号。</translation>
    </message>
    <message>
        <source>The same command meant two things</source>
        <translation>同一条指令有两种含义</translation>
    </message>
    <message>
        <source>Only the first one was carried out.</source>
        <translation>只执行了第一种。</translation>
    </message>
    <message>
        <source>Press the key again; give the code to support.</source>
        <translation>再按一次，并把编号告诉技术支持。</translation>
    </message>
    <message>
        <source>The regional platform did not do it</source>
        <translation>平台没有办成</translation>
    </message>
    <message>
        <source>The regional platform cannot be reached</source>
        <translation>连不上平台</translation>
    </message>
    <message>
        <source>The visit goes on; what must reach the platform is kept here and sent later.</source>
        <translation>业务照常办理；要发给平台的先存在本机，稍后发送。</translation>
    </message>
    <message>
        <source>Go on. If it lasts, check the network cable and tell the hall&apos;s technician.</source>
        <translation>继续办理。若一直连不上，检查网线并告诉技术人员。</translation>
    </message>
    <message>
        <source>The regional platform did not answer in time</source>
        <translation>平台没有按时答复</translation>
    </message>
    <message>
        <source>It may have done the work; asking again never does it twice.</source>
        <translation>平台可能已经办了；再问不会重复办。</translation>
    </message>
    <message>
        <source>Go on; the window asks again by itself.</source>
        <translation>继续办理，窗口会自动再问。</translation>
    </message>
    <message>
        <source>The connection to the regional platform broke</source>
        <translation>与平台的连接断了</translation>
    </message>
    <message>
        <source>The regional platform could not prove that it is itself</source>
        <translation>平台的身份无法确认</translation>
    </message>
    <message>
        <source>Nothing was sent; somebody else may be answering in its place.</source>
        <translation>没有发送任何内容；可能有别的程序在冒充平台。</translation>
    </message>
    <message>
        <source>Check the date of this PC and the platform&apos;s address, then tell the technician.</source>
        <translation>核对本机日期和平台地址，并告诉技术人员。</translation>
    </message>
    <message>
        <source>The regional platform&apos;s answer cannot be read ({reason})</source>
        <translation>平台的答复读不懂（{reason}）</translation>
    </message>
    <message>
        <source>Something between here and the platform may be answering in its place.</source>
        <translation>本机与平台之间可能有别的程序在代答。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, tell the technician the words in brackets.</source>
        <translation>再试一次；若再次出现，把括号里的字告诉技术人员。</translation>
    </message>
    <message>
        <source>The regional platform is busy</source>
        <translation>平台正忙</translation>
    </message>
    <message>
        <source>It asked to be left alone for {seconds} seconds.</source>
        <translation>平台要求 {seconds} 秒后再来。</translation>
    </message>
    <message>
        <source>The regional platform has a fault of its own ({status})</source>
        <translation>平台自身出了故障（{status}）</translation>
    </message>
    <message>
        <source>Nothing is wrong with what was entered.</source>
        <translation>录入的内容没有问题。</translation>
    </message>
    <message>
        <source>Go on; the window asks again by itself. If it lasts, tell the technician.</source>
        <translation>继续办理，窗口会自动再问。若一直如此，告诉技术人员。</translation>
    </message>
    <message>
        <source>You are not signed in to the regional platform</source>
        <translation>还没有登录平台</translation>
    </message>
    <message>
        <source>The visit is kept; what must reach the platform waits for the sign-in.</source>
        <translation>业务已保存；要发给平台的等登录后再发。</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>请重新登录。</translation>
    </message>
    <message>
        <source>The regional platform does not allow this</source>
        <translation>平台不允许这样做</translation>
    </message>
    <message>
        <source>The account that is signed in lacks the right.</source>
        <translation>登录的账号没有这个权限。</translation>
    </message>
    <message>
        <source>Ask the hall&apos;s manager for the right, or let a colleague do it.</source>
        <translation>请大厅管理员授权，或请同事办理。</translation>
    </message>
    <message>
        <source>The regional platform does not know this</source>
        <translation>平台查不到</translation>
    </message>
    <message>
        <source>It was never there, or it is there no longer.</source>
        <translation>可能从来没有，或者已经撤销。</translation>
    </message>
    <message>
        <source>Check the number, then search again.</source>
        <translation>核对编号后再查。</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile</source>
        <translation>期间有人改过</translation>
    </message>
    <message>
        <source>Your change was not made; theirs is kept.</source>
        <translation>你的改动没有生效，保留了对方的。</translation>
    </message>
    <message>
        <source>Look at it again, then decide.</source>
        <translation>看一遍再决定。</translation>
    </message>
    <message>
        <source>The regional platform found {count} faults in the case</source>
        <translation>平台在办件中发现 {count} 处问题</translation>
    </message>
    <message>
        <source>The case is not accepted yet; nothing is lost.</source>
        <translation>办件还没有受理，内容没有丢失。</translation>
    </message>
    <message>
        <source>Mend what is marked, then submit again.</source>
        <translation>改好标出的地方，再提交。</translation>
    </message>
    <message>
        <source>Two different things were sent under one name</source>
        <translation>同一个编号下发了两份不同的内容</translation>
    </message>
    <message>
        <source>The platform kept the first and refused the second.</source>
        <translation>平台保留了第一份，拒收第二份。</translation>
    </message>
    <message>
        <source>Give the code to support; do not enter it again.</source>
        <translation>把编号告诉技术支持，不要重新录入。</translation>
    </message>
    <message>
        <source>The receipt number is already used by another case</source>
        <translation>这个凭证号已被别的办件使用</translation>
    </message>
    <message>
        <source>The platform did not take the case.</source>
        <translation>平台没有收这个办件。</translation>
    </message>
    <message>
        <source>Look for the case by its receipt number; if it is another one, call support.</source>
        <translation>按凭证号查办件；若是另一件，请联系技术支持。</translation>
    </message>
    <message>
        <source>What was sent was changed on its way</source>
        <translation>发送的内容在途中变了</translation>
    </message>
    <message>
        <source>The platform noticed and took nothing.</source>
        <translation>平台已发现，没有收下。</translation>
    </message>
    <message>
        <source>Go on; the window sends it again by itself.</source>
        <translation>继续办理，窗口会自动重发。</translation>
    </message>
    <message>
        <source>A file at the regional platform differs from ours</source>
        <translation>平台上的文件与本机的不一致</translation>
    </message>
    <message>
        <source>Its digest is not that of the page that was scanned; the case is stopped.</source>
        <translation>它的指纹与扫描的页不符，办件已停下。</translation>
    </message>
    <message>
        <source>Send the file again; if it differs again, call support.</source>
        <translation>重新发送；若仍不一致，请联系技术支持。</translation>
    </message>
    <message>
        <source>It is too large for the regional platform</source>
        <translation>太大，平台收不下</translation>
    </message>
    <message>
        <source>The platform did not take it.</source>
        <translation>平台没有收。</translation>
    </message>
    <message>
        <source>Scan with fewer dots per inch, or split the file.</source>
        <translation>降低扫描分辨率，或拆成几个文件。</translation>
    </message>
    <message>
        <source>The regional platform declined ({status})</source>
        <translation>平台没有接受（{status}）</translation>
    </message>
    <message>
        <source>It was not done.</source>
        <translation>没有办成。</translation>
    </message>
    <message>
        <source>Give the code and the number to support.</source>
        <translation>把编号和括号里的数字告诉技术支持。</translation>
    </message>
    <message>
        <source>The sign-in was denied</source>
        <translation>登录被拒绝</translation>
    </message>
    <message>
        <source>Nobody is signed in at this window.</source>
        <translation>本窗口没有人登录。</translation>
    </message>
    <message>
        <source>Start the sign-in again.</source>
        <translation>请重新登录。</translation>
    </message>
    <message>
        <source>The sign-in code has expired</source>
        <translation>登录码已过期</translation>
    </message>
    <message>
        <source>Nobody confirmed it in time.</source>
        <translation>没有人按时确认。</translation>
    </message>
    <message>
        <source>Pages already read are kept.</source>
        <translation>已读入的页都保留着。</translation>
    </message>
    <message>
        <source>No scanner was found</source>
        <translation>没有找到扫描仪</translation>
    </message>
    <message>
        <source>Papers cannot be scanned at this window for now.</source>
        <translation>本窗口暂时不能扫描。</translation>
    </message>
    <message>
        <source>The search for scanners did not end well</source>
        <translation>查找扫描仪时出了问题</translation>
    </message>
    <message>
        <source>A scanner that is there may be missing from the list.</source>
        <translation>列表里可能少了某台扫描仪。</translation>
    </message>
    <message>
        <source>Look again; if it happens again, give {detail} to support.</source>
        <translation>再找一次；若再次出现，把 {detail} 告诉技术支持。</translation>
    </message>
    <message>
        <source>The scanner {device} does not answer</source>
        <translation>扫描仪 {device} 没有反应</translation>
    </message>
    <message>
        <source>Check its cable and its switch, then scan again.</source>
        <translation>检查连线和开关，再扫描。</translation>
    </message>
    <message>
        <source>The scanner&apos;s driver stopped while it read page {sheet}</source>
        <translation>读第 {sheet} 页时扫描驱动停了</translation>
    </message>
    <message>
        <source>Page {sheet} was not taken; the pages before it are kept.</source>
        <translation>第 {sheet} 页没有收下，前面的页都保留着。</translation>
    </message>
    <message>
        <source>Lay page {sheet} in again and scan on: the driver has been started anew.</source>
        <translation>重新放入第 {sheet} 页继续扫描，驱动已重新启动。</translation>
    </message>
    <message>
        <source>The scanner has been silent for {seconds} seconds</source>
        <translation>扫描仪 {seconds} 秒没有反应</translation>
    </message>
    <message>
        <source>Switch the scanner off and on, lay page {sheet} in again and scan on.</source>
        <translation>关掉扫描仪再打开，重新放入第 {sheet} 页继续扫描。</translation>
    </message>
    <message>
        <source>Page {sheet} came in incomplete: {lines} of {announced} lines</source>
        <translation>第 {sheet} 页不完整：应有 {announced} 行，只到 {lines} 行</translation>
    </message>
    <message>
        <source>Lay page {sheet} in again.</source>
        <translation>重新放入第 {sheet} 页。</translation>
    </message>
    <message>
        <source>No paper lies in the scanner&apos;s feeder</source>
        <translation>进纸器里没有纸</translation>
    </message>
    <message>
        <source>Lay the papers in, then scan again.</source>
        <translation>放好纸，再扫描。</translation>
    </message>
    <message>
        <source>Paper is stuck in the scanner</source>
        <translation>扫描仪卡纸</translation>
    </message>
    <message>
        <source>Open the scanner, take the paper out, lay page {sheet} in again and scan on.</source>
        <translation>打开扫描仪取出纸，重新放入第 {sheet} 页继续扫描。</translation>
    </message>
    <message>
        <source>The scanner&apos;s cover is open</source>
        <translation>扫描仪盖板没有关</translation>
    </message>
    <message>
        <source>Close the cover, then scan again.</source>
        <translation>关好盖板，再扫描。</translation>
    </message>
    <message>
        <source>The scanner is in use by someone else</source>
        <translation>扫描仪正被占用</translation>
    </message>
    <message>
        <source>Wait until it has finished, or close the other program, then scan again.</source>
        <translation>等它用完，或关掉另一个程序，再扫描。</translation>
    </message>
    <message>
        <source>This account may not use the scanner</source>
        <translation>这个账号不能用扫描仪</translation>
    </message>
    <message>
        <source>Ask support to add this account to the group of scanner users.</source>
        <translation>请技术支持把这个账号加入扫描仪用户组。</translation>
    </message>
    <message>
        <source>The connection to the scanner failed</source>
        <translation>与扫描仪的连接断了</translation>
    </message>
    <message>
        <source>Check the cable, lay page {sheet} in again and scan on.</source>
        <translation>检查连线，重新放入第 {sheet} 页继续扫描。</translation>
    </message>
    <message>
        <source>The scan was stopped at the scanner</source>
        <translation>有人在扫描仪上停止了扫描</translation>
    </message>
    <message>
        <source>Lay page {sheet} in and scan on.</source>
        <translation>放入第 {sheet} 页继续扫描。</translation>
    </message>
    <message>
        <source>The scanner ran out of memory</source>
        <translation>扫描仪内存不够</translation>
    </message>
    <message>
        <source>Choose a lower resolution or close other programs, then scan again.</source>
        <translation>降低分辨率或关掉别的程序，再扫描。</translation>
    </message>
    <message>
        <source>The scanner cannot do what was asked</source>
        <translation>扫描仪做不到所要求的</translation>
    </message>
    <message>
        <source>Choose another source, colour or resolution; support can use this: {detail}.</source>
        <translation>换一种进纸、颜色或分辨率；可告诉技术支持：{detail}。</translation>
    </message>
    <message>
        <source>The scan folder is not there</source>
        <translation>找不到扫描文件夹</translation>
    </message>
    <message>
        <source>Check the network drive, or set another folder, then scan again: {folder}</source>
        <translation>检查网络盘，或另设文件夹，再扫描：{folder}</translation>
    </message>
    <message>
        <source>The scan folder cannot be used: {detail}</source>
        <translation>扫描文件夹不能用：{detail}</translation>
    </message>
    <message>
        <source>Ask support to let this account read and change files in {folder}</source>
        <translation>请技术支持允许这个账号读写 {folder}</translation>
    </message>
    <message>
        <source>Nothing lies in the scan folder</source>
        <translation>扫描文件夹里没有文件</translation>
    </message>
    <message>
        <source>Scan with the device&apos;s own key first, then take the files in here.</source>
        <translation>先用设备上的按键扫描，再在这里收件。</translation>
    </message>
    <message>
        <source>{name} could not be taken in</source>
        <translation>{name} 没有收进来</translation>
    </message>
    <message>
        <source>The other pages are kept.</source>
        <translation>其他页都保留着。</translation>
    </message>
    <message>
        <source>Scan or photograph this paper again.</source>
        <translation>这一张请重新扫描或拍摄。</translation>
    </message>
    <message>
        <source>{count} files could not be taken in: {names}</source>
        <translation>{count} 个文件没有收进来：{names}</translation>
    </message>
    <message>
        <source>Scan these papers again.</source>
        <translation>这几张请重新扫描。</translation>
    </message>
    <message>
        <source>{name} is empty</source>
        <translation>{name} 是空文件</translation>
    </message>
    <message>
        <source>{name} is no picture and no PDF</source>
        <translation>{name} 不是图片，也不是 PDF</translation>
    </message>
    <message>
        <source>Bring it as JPEG, PNG, TIFF or PDF, or print it and scan the paper.</source>
        <translation>请换成 JPEG、PNG、TIFF 或 PDF，或打印后扫描。</translation>
    </message>
    <message>
        <source>{name} is damaged or cut off</source>
        <translation>{name} 已损坏或不完整</translation>
    </message>
    <message>
        <source>{name} is locked with a password</source>
        <translation>{name} 有密码</translation>
    </message>
    <message>
        <source>Ask the citizen for a copy without a password, or scan the paper.</source>
        <translation>请群众提供没有密码的文件，或扫描纸件。</translation>
    </message>
    <message>
        <source>{name} is too large to be a page</source>
        <translation>{name} 太大，不像一页纸</translation>
    </message>
    <message>
        <source>Scan the paper at 300 dpi instead.</source>
        <translation>请改用 300 dpi 扫描。</translation>
    </message>
    <message>
        <source>The settings cannot be read: {detail}</source>
        <translation>设置读不出来：{detail}</translation>
    </message>
    <message>
        <source>The window was not started.</source>
        <translation>窗口没有启动。</translation>
    </message>
    <message>
        <source>Mend {where} or remove it, then start again.</source>
        <translation>改好或删去 {where}，再启动。</translation>
    </message>
    <message>
        <source>The database is busy</source>
        <translation>数据库正忙</translation>
    </message>
    <message>
        <source>The last step was not stored.</source>
        <translation>上一步没有保存。</translation>
    </message>
    <message>
        <source>Do the last step again.</source>
        <translation>把上一步再做一次。</translation>
    </message>
    <message>
        <source>The database is damaged</source>
        <translation>数据库已损坏</translation>
    </message>
    <message>
        <source>It cannot be read, and nothing was written to it.</source>
        <translation>读不出来，也没有写入任何内容。</translation>
    </message>
    <message>
        <source>Leave the file as it is and give the code to support.</source>
        <translation>不要动这个文件，把编号告诉技术支持。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>The last piece could not be stored; everything before it is safe.</source>
        <translation>最后一部分没有存下，之前的都完好。</translation>
    </message>
    <message>
        <source>Make room on the disk of the profile, then do the last step again.</source>
        <translation>腾出磁盘空间，再做上一步。</translation>
    </message>
    <message>
        <source>The disk did not take the data ({reason})</source>
        <translation>磁盘写不进去（{reason}）</translation>
    </message>
    <message>
        <source>Check the disk of the profile and its permissions, then do the step again.</source>
        <translation>检查磁盘和权限，再做这一步。</translation>
    </message>
    <message>
        <source>This machine has no keyring</source>
        <translation>这台电脑没有密钥环</translation>
    </message>
    <message>
        <source>Keys and passwords are kept in one and nowhere else, so this was not begun.</source>
        <translation>密钥和口令只存放在密钥环里，不存别处，所以这一步没有开始。</translation>
    </message>
    <message>
        <source>The keyring is locked or did not answer</source>
        <translation>密钥环已锁定或没有反应</translation>
    </message>
    <message>
        <source>Keys and sign-in cannot be read. Nothing stored is lost.</source>
        <translation>密钥和登录信息读不出来，已存的内容没有丢失。</translation>
    </message>
    <message>
        <source>Unlock the keyring, then try again.</source>
        <translation>解锁密钥环，再试一次。</translation>
    </message>
    <message>
        <source>The key “{name}” in the keyring is broken</source>
        <translation>密钥环里的密钥“{name}”已损坏</translation>
    </message>
    <message>
        <source>What was stored under it cannot be read with what the keyring holds now.</source>
        <translation>用现在的密钥读不出之前存的内容。</translation>
    </message>
    <message>
        <source>Restore the keyring from a backup; do not delete the profile.</source>
        <translation>从备份恢复密钥环，不要删除数据文件夹。</translation>
    </message>
    <message>
        <source>A window with this profile is already open</source>
        <translation>已有一个窗口在用这份数据</translation>
    </message>
    <message>
        <source>Two windows on one profile would overwrite each other, so this one stays closed.</source>
        <translation>两个窗口会互相覆盖，所以这一个没有打开。</translation>
    </message>
    <message>
        <source>Use the window that is open, or start this one with a profile of its own.</source>
        <translation>请用已打开的窗口，或给这一个另设数据文件夹。</translation>
    </message>
    <message>
        <source>Stored data is not what was stored</source>
        <translation>存的内容被改动过</translation>
    </message>
    <message>
        <source>A file of this profile was changed or damaged; it was not used.</source>
        <translation>有文件被改动或损坏，没有使用它。</translation>
    </message>
    <message>
        <source>Take the affected page or entry in again, and tell support.</source>
        <translation>重新录入受影响的页或内容，并告诉技术支持。</translation>
    </message>
    <message>
        <source>No visit is open at this window</source>
        <translation>本窗口没有正在办的业务</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有改动。</translation>
    </message>
    <message>
        <source>Call a number first.</source>
        <translation>请先叫号。</translation>
    </message>
    <message>
        <source>{number} is still at this window</source>
        <translation>{number} 还在本窗口</translation>
    </message>
    <message>
        <source>Finish {number}, or put it on hold, then call.</source>
        <translation>先办完 {number} 或暂存，再叫号。</translation>
    </message>
    <message>
        <source>This step cannot be opened yet</source>
        <translation>这一步还不能打开</translation>
    </message>
    <message>
        <source>It builds on an earlier step that is not done.</source>
        <translation>前面的步骤还没有完成。</translation>
    </message>
    <message>
        <source>Do the steps in their order.</source>
        <translation>请按顺序办理。</translation>
    </message>
    <message>
        <source>The case has been submitted</source>
        <translation>办件已提交</translation>
    </message>
    <message>
        <source>What it says can no longer be changed at this window.</source>
        <translation>内容在本窗口不能再改。</translation>
    </message>
    <message>
        <source>Wait for the regional platform&apos;s answer; a correction is possible after it.</source>
        <translation>等平台答复，之后可以补正。</translation>
    </message>
    <message>
        <source>This applicant cannot apply for this matter</source>
        <translation>这类申请人不能办这个事项</translation>
    </message>
    <message>
        <source>The guide is for persons only or for organisations only. It was not chosen.</source>
        <translation>该事项只面向个人或只面向单位，没有选定。</translation>
    </message>
    <message>
        <source>Choose another matter, or go back and enter the right applicant.</source>
        <translation>换一个事项，或返回改正申请人。</translation>
    </message>
    <message>
        <source>Page {page} was not saved: the disk is full</source>
        <translation>第 {page} 页没有保存：磁盘已满</translation>
    </message>
    <message>
        <source>The pages before it are saved; nothing was left half-written.</source>
        <translation>前面的页都已保存，没有留下半截文件。</translation>
    </message>
    <message>
        <source>Make room on the disk of the profile, then scan from page {page} on.</source>
        <translation>腾出磁盘空间，从第 {page} 页接着扫描。</translation>
    </message>
    <message>
        <source>This material may not follow later</source>
        <translation>这份材料不能后补</translation>
    </message>
    <message>
        <source>The guide wants it before the case is accepted.</source>
        <translation>办事指南要求受理前提交。</translation>
    </message>
    <message>
        <source>Scan it, or ask the citizen to come back with it.</source>
        <translation>请扫描，或请群众带来后再办。</translation>
    </message>
    <message>
        <source>The case is not complete yet</source>
        <translation>办件还不齐</translation>
    </message>
    <message>
        <source>{materials} materials and {fields} fields of the form still need work.</source>
        <translation>还有 {materials} 份材料、{fields} 个填表项没有办好。</translation>
    </message>
    <message>
        <source>Go back to what is marked, then submit.</source>
        <translation>补好标出的地方，再提交。</translation>
    </message>
    <message>
        <source>This paper cannot be printed now</source>
        <translation>现在还不能打印这份文书</translation>
    </message>
    <message>
        <source>A notice of acceptance says that the case is accepted, and only then.</source>
        <translation>受理通知书只在办件受理后出具。</translation>
    </message>
    <message>
        <source>Print the paper that the window offers.</source>
        <translation>请打印窗口给出的文书。</translation>
    </message>
    <message>
        <source>A stored page was changed or is missing</source>
        <translation>存的页被改动或不见了</translation>
    </message>
    <message>
        <source>The page was not used.</source>
        <translation>没有使用这一页。</translation>
    </message>
    <message>
        <source>Delete the page and scan it again.</source>
        <translation>删去这一页，重新扫描。</translation>
    </message>
    <message>
        <source>This profile belongs to a newer version of the program</source>
        <translation>这份数据属于更新版本的程序</translation>
    </message>
    <message>
        <source>A scanned page is no longer on this PC</source>
        <translation>扫描的页已不在本机</translation>
    </message>
    <message>
        <source>The case was not submitted; the other pages are kept.</source>
        <translation>办件没有提交，其他页都保留着。</translation>
    </message>
    <message>
        <source>Scan the materials again, then submit again, and tell support.</source>
        <translation>重新扫描材料再提交，并告诉技术支持。</translation>
    </message>
    <message>
        <source>The case was already submitted</source>
        <translation>办件已经提交过</translation>
    </message>
    <message>
        <source>It is sent once; nothing was added.</source>
        <translation>只发一次，没有重复。</translation>
    </message>
    <message>
        <source>Look at how the case stands.</source>
        <translation>请看办件的状态。</translation>
    </message>
    <message>
        <source>This submission does not wait for a decision</source>
        <translation>这次提交不需要处理</translation>
    </message>
    <message>
        <source>It is on its way, or it was settled meanwhile; nothing was changed.</source>
        <translation>它正在发送，或期间已经办妥，没有改动。</translation>
    </message>
    <message>
        <source>The regional platform dropped a file that was being sent</source>
        <translation>平台丢掉了正在发送的文件</translation>
    </message>
    <message>
        <source>The file is kept here and sent anew.</source>
        <translation>文件还在本机，会重新发送。</translation>
    </message>
    <message>
        <source>There is no matter with the code {matter}</source>
        <translation>没有编码为 {matter} 的事项</translation>
    </message>
    <message>
        <source>It was never in the catalogue, or the region has withdrawn it.</source>
        <translation>目录里没有，或平台已撤下。</translation>
    </message>
    <message>
        <source>Search for the matter by its name.</source>
        <translation>请按名称查找。</translation>
    </message>
    <message>
        <source>This window does not know its hall or its region yet</source>
        <translation>本窗口还没有设定大厅和平台</translation>
    </message>
    <message>
        <source>Set hall_url and region_url in the settings, or try the practice hall with “desk demo”.</source>
        <translation>在设置里填写 hall_url 和 region_url，或用“desk demo”试用演练大厅。</translation>
    </message>
    <message>
        <source>Check that the scanner is switched on and plugged in, then look for scanners again.</source>
        <translation>确认扫描仪已接好并打开，再查找一次。</translation>
    </message>
    <message>
        <source>The scanner is locked for transport</source>
        <translation>扫描仪的运输锁没有打开</translation>
    </message>
    <message>
        <source>Open the lock on the scanner&apos;s underside or side, then scan again.</source>
        <translation>打开扫描仪底部或侧面的锁，再扫描。</translation>
    </message>
    <message>
        <source>This barcode is not known here</source>
        <translation>认不出这个条码</translation>
    </message>
    <message>
        <source>Nothing was changed by it.</source>
        <translation>没有因此改动。</translation>
    </message>
    <message>
        <source>Scan it once more, flat and close; or find the number with Ctrl+K.</source>
        <translation>放平靠近再扫一次，或按 Ctrl+K 查找编号。</translation>
    </message>
    <message>
        <source>Ticket {number} is of {day}</source>
        <translation>{number} 是 {day} 的票</translation>
    </message>
    <message>
        <source>It does not count in today&apos;s queue.</source>
        <translation>不在今天的队列里。</translation>
    </message>
    <message>
        <source>Ask the citizen to take a ticket of today.</source>
        <translation>请群众重新取今天的号。</translation>
    </message>
    <message>
        <source>The printer {name} is not there</source>
        <translation>找不到打印机 {name}</translation>
    </message>
    <message>
        <source>The paper waits in the print queue; the case is not touched.</source>
        <translation>文书留在打印队列里，办件不受影响。</translation>
    </message>
    <message>
        <source>Switch the printer on or choose another one, then print again.</source>
        <translation>打开打印机或换一台，再打印。</translation>
    </message>
    <message>
        <source>The printer {name} stopped</source>
        <translation>打印机 {name} 停了</translation>
    </message>
    <message>
        <source>The paper may be missing or incomplete; it waits in the print queue.</source>
        <translation>文书可能没有打出或不完整，还在打印队列里。</translation>
    </message>
    <message>
        <source>Look at the printer&apos;s own display for paper and jams, then print again.</source>
        <translation>看打印机是否缺纸或卡纸，再打印。</translation>
    </message>
    <message>
        <source>The key in the keyring is not the key of this profile</source>
        <translation>密钥环里的密钥不是这份数据的密钥</translation>
    </message>
    <message>
        <source>What was stored at this window cannot be read with it. Nothing was changed.</source>
        <translation>用它读不出本窗口已存的内容。没有改动任何内容。</translation>
    </message>
    <message>
        <source>Restore the keyring from a backup, or start with a new profile.</source>
        <translation>从备份恢复密钥环，或另设数据文件夹重新开始。</translation>
    </message>
    <message>
        <source>There is no JPEG, PNG, TIFF or PDF file in {folder}</source>
        <translation>{folder} 里没有 JPEG、PNG、TIFF 或 PDF 文件</translation>
    </message>
    <message>
        <source>The citizens would come with empty hands.</source>
        <translation>申请人会空手而来。</translation>
    </message>
    <message>
        <source>Name a folder with such files, or leave --pages out.</source>
        <translation>请指定有这类文件的文件夹，或去掉 --pages。</translation>
    </message>
    <message>
        <source>There is no screen to show the window on</source>
        <translation>没有可显示窗口的屏幕</translation>
    </message>
    <message>
        <source>Start it from a desktop session, or set QT_QPA_PLATFORM=offscreen for a trial.</source>
        <translation>请在桌面会话中启动；试用时可设 QT_QPA_PLATFORM=offscreen。</translation>
    </message>
    <message>
        <source>The clock of this PC is {minutes} minutes away from the platform&apos;s</source>
        <translation>本机时钟与平台相差 {minutes} 分钟</translation>
    </message>
    <message>
        <source>Papers carry the platform&apos;s time where it has given one; tickets do not.</source>
        <translation>平台给出时间的单据按平台时间打印，号票仍按本机时间。</translation>
    </message>
    <message>
        <source>Go on, and tell the hall&apos;s technician to set the clock.</source>
        <translation>可以继续办理，请通知大厅技术人员校准时钟。</translation>
    </message>
    <message>
        <source>The address of the hall&apos;s queue carries a password</source>
        <translation>叫号地址里写了口令</translation>
    </message>
    <message>
        <source>Everybody who sees the address could read it, so it was not used.</source>
        <translation>看到地址的人都能读到口令，所以没有使用这个地址。</translation>
    </message>
    <message>
        <source>Take it out of the address and give it to the keyring: desk hall password URL.</source>
        <translation>请从地址中去掉口令，用 desk hall password URL 存入钥匙串。</translation>
    </message>
    <message>
        <source>The hall&apos;s server does not let {user} in without the right password</source>
        <translation>大厅服务器没有收到 {user} 的正确口令，不让登录</translation>
    </message>
    <message>
        <source>Give the password to the keyring once more: desk hall password URL.</source>
        <translation>请用 desk hall password URL 把口令重新存入钥匙串。</translation>
    </message>
    <message>
        <source>The hall&apos;s server is not on this machine, and sslmode={mode} protects too little</source>
        <translation>大厅服务器不在本机，sslmode={mode} 保护不够</translation>
    </message>
    <message>
        <source>Others on the network could read or change what is sent; nothing was sent.</source>
        <translation>网络上的其他人可能读到或改动内容，所以什么都没有发送。</translation>
    </message>
    <message>
        <source>Take sslmode out of the address; add sslrootcert=FILE when the hall has an authority of its own.</source>
        <translation>请从地址中去掉 sslmode；大厅自建证书机构的，加上 sslrootcert=文件。</translation>
    </message>
    <message>
        <source>The hall&apos;s server could not prove who it is ({reason})</source>
        <translation>大厅服务器不能证明自己的身份（{reason}）</translation>
    </message>
    <message>
        <source>It may be another machine, so nothing was sent to it.</source>
        <translation>对方可能是另一台机器，所以什么都没有发送。</translation>
    </message>
    <message>
        <source>Tell the hall&apos;s manager; an authority of the hall&apos;s own is named by sslrootcert=FILE in the address.</source>
        <translation>请告诉大厅管理员；自建的证书机构要在地址中用 sslrootcert=文件 指明。</translation>
    </message>
    <message>
        <source>The hall&apos;s server does not allow that ({reason})</source>
        <translation>大厅服务器不允许这样做（{reason}）</translation>
    </message>
    <message>
        <source>Ask the hall&apos;s manager for the right that is missing.</source>
        <translation>请大厅管理员给予缺少的权限。</translation>
    </message>
    <message>
        <source>The answer of the hall&apos;s queue was lost ({reason})</source>
        <translation>叫号系统的回答丢失了（{reason}）</translation>
    </message>
    <message>
        <source>What was just done at this window may have been done or not.</source>
        <translation>刚才的操作可能已经完成，也可能没有。</translation>
    </message>
    <message>
        <source>Look at the queue when it is back, then go on from what it shows.</source>
        <translation>恢复后看一下队列，按它显示的继续。</translation>
    </message>
    <message>
        <source>The hall&apos;s server is PostgreSQL {found}; {wanted} or later is needed</source>
        <translation>大厅服务器是 PostgreSQL {found}，需要 {wanted} 或更高版本</translation>
    </message>
    <message>
        <source>Tell the hall&apos;s manager.</source>
        <translation>请告诉大厅管理员。</translation>
    </message>
    <message>
        <source>Window {window} is not open ({reason})</source>
        <translation>{window} 号窗口没有开放（{reason}）</translation>
    </message>
    <message>
        <source>No number was called.</source>
        <translation>没有叫号。</translation>
    </message>
    <message>
        <source>Open the window, then call.</source>
        <translation>请先恢复叫号，再叫号。</translation>
    </message>
    <message>
        <source>{service} gives no numbers now</source>
        <translation>{service}现在不取号</translation>
    </message>
    <message>
        <source>Come back in its opening hours, or book a time.</source>
        <translation>请在开放时间再来，或先预约。</translation>
    </message>
    <message>
        <source>{service} closes at {closes}, before a new number would be called</source>
        <translation>{service} {closes} 关闭，现在取号已经排不到</translation>
    </message>
    <message>
        <source>No ticket was given. Everybody who holds one is still served.</source>
        <translation>没有出号。已经取号的人都会办完。</translation>
    </message>
    <message>
        <source>Come back another day, or book a time.</source>
        <translation>请改日再来，或先预约。</translation>
    </message>
    <message>
        <source>The hall has closed for today</source>
        <translation>大厅今天已经结束</translation>
    </message>
    <message>
        <source>No ticket was given or called.</source>
        <translation>没有出号，也没有叫号。</translation>
    </message>
    <message>
        <source>Come back on the next working day.</source>
        <translation>请下一个工作日再来。</translation>
    </message>
    <message>
        <source>Window {window} does not serve {service}</source>
        <translation>{window} 号窗口不办理{service}</translation>
    </message>
    <message>
        <source>{number} was not handed on; nothing was changed.</source>
        <translation>{number} 没有转出，什么都没有改变。</translation>
    </message>
    <message>
        <source>Choose another window or service.</source>
        <translation>请选别的窗口或业务。</translation>
    </message>
    <message>
        <source>{number} was not missed</source>
        <translation>{number} 没有过号</translation>
    </message>
    <message>
        <source>Its place in the row is as it was.</source>
        <translation>它的位置没有改变。</translation>
    </message>
    <message>
        <source>Compare the number with the ticket.</source>
        <translation>请与号票核对。</translation>
    </message>
    <message>
        <source>There is no such appointment today</source>
        <translation>今天没有这个预约</translation>
    </message>
    <message>
        <source>Compare the six digits and the day, or take a number without it.</source>
        <translation>请核对六位数字和日期，或者不用预约直接取号。</translation>
    </message>
    <message>
        <source>This appointment has its ticket already: {number}</source>
        <translation>这个预约已经取过号：{number}</translation>
    </message>
    <message>
        <source>No second ticket was given.</source>
        <translation>没有再出号。</translation>
    </message>
    <message>
        <source>Wait for {number}, or ask the staff.</source>
        <translation>请等候叫 {number}，或询问工作人员。</translation>
    </message>
    <message>
        <source>The appointment was at {slot}</source>
        <translation>预约时间是 {slot}</translation>
    </message>
    <message>
        <source>It was kept for 15 minutes; no ticket was given for it.</source>
        <translation>预约保留 15 分钟，已过时间，没有出号。</translation>
    </message>
    <message>
        <source>Take a number without it.</source>
        <translation>请不用预约直接取号。</translation>
    </message>
    <message>
        <source>The code {code} is taken on that day</source>
        <translation>那一天已经有预约码 {code}</translation>
    </message>
    <message>
        <source>Nothing was booked.</source>
        <translation>没有预约成功。</translation>
    </message>
    <message>
        <source>Leave the code out, or take another.</source>
        <translation>不要指定预约码，或换一个。</translation>
    </message>
    <message>
        <source>Calls are shown on the screen, and not spoken.</source>
        <translation>叫号在屏上显示，暂无语音。</translation>
    </message>
    <message>
        <source>No loudspeaker was found</source>
        <translation>没有找到扬声器</translation>
    </message>
    <message>
        <source>Check the loudspeaker and its cable. The display tries again by itself. ({detail})</source>
        <translation>请检查扬声器和连线，大屏会自动重试。（{detail}）</translation>
    </message>
    <message>
        <source>The loudspeaker stopped in a sentence</source>
        <translation>扬声器播报中断</translation>
    </message>
    <message>
        <source>The recording {file} cannot be played</source>
        <translation>录音 {file} 无法播放</translation>
    </message>
    <message>
        <source>The recording that came with the program is heard in its place.</source>
        <translation>改用程序自带的录音播报。</translation>
    </message>
    <message>
        <source>Record it anew: {detail}.</source>
        <translation>请重新录制：{detail}。</translation>
    </message>
    <message>
        <source>No ticket stands at window {window}</source>
        <translation>{window} 号窗口现在没有号票</translation>
    </message>
    <message>
        <source>Call one, or name its number.</source>
        <translation>先叫号，或写明票号。</translation>
    </message>
    <message>
        <source>Window {window} has several tickets on hold ({numbers})</source>
        <translation>{window} 号窗口暂存了多张号票（{numbers}）</translation>
    </message>
    <message>
        <source>Name the number of one of them.</source>
        <translation>写明其中一张的票号。</translation>
    </message>
    <message>
        <source>{file} cannot be used ({detail})</source>
        <translation>{file} 不能使用（{detail}）</translation>
    </message>
    <message>
        <source>The hall was left as it is.</source>
        <translation>大厅保持原样。</translation>
    </message>
    <message>
        <source>Mend the file, then try again.</source>
        <translation>改正文件，然后再试。</translation>
    </message>
    <message>
        <source>No hall was named</source>
        <translation>没有指明大厅</translation>
    </message>
    <message>
        <source>Add --hall URL, or set hall_url in the settings.</source>
        <translation>加上 --hall 地址，或在设置中填写 hall_url。</translation>
    </message>
    <message>
        <source>No window was named</source>
        <translation>没有指明窗口</translation>
    </message>
    <message>
        <source>Add --window CODE, or set window in the settings.</source>
        <translation>加上 --window 编号，或在设置中填写 window。</translation>
    </message>
    <message>
        <source>The clock of this PC is {minutes} minutes away from the hall&apos;s</source>
        <translation>这台电脑的时钟与大厅的时钟相差 {minutes} 分钟</translation>
    </message>
    <message>
        <source>The queue goes by the hall&apos;s clock, and so do the waits shown here; other times shown here are wrong.</source>
        <translation>排队按大厅的时钟，这里显示的等候时间也是；其他时间可能不准。</translation>
    </message>
    <message>
        <source>This code is no appointment</source>
        <translation>这个码不是预约码</translation>
    </message>
    <message>
        <source>Scan the code of the appointment, or type its six digits.</source>
        <translation>请扫预约二维码，或输入 6 位预约码。</translation>
    </message>
    <message>
        <source>Several codes were no appointment</source>
        <translation>连续几个码都不是预约码</translation>
    </message>
    <message>
        <source>This kiosk takes no more codes for two minutes.</source>
        <translation>本机两分钟内不再接受预约码。</translation>
    </message>
    <message>
        <source>Ask the staff, or take a number without an appointment.</source>
        <translation>请找工作人员，或不用预约直接取号。</translation>
    </message>
    <message>
        <source>This kiosk does not know its hall yet</source>
        <translation>这台取号机还不知道属于哪个大厅</translation>
    </message>
    <message>
        <source>The kiosk was not started.</source>
        <translation>取号机没有启动。</translation>
    </message>
    <message>
        <source>Set hall_url in the settings, or give --hall-url.</source>
        <translation>请在设置中填写 hall_url，或给出 --hall-url。</translation>
    </message>
    <message>
        <source>The printer {name} has no paper</source>
        <translation>打印机 {name} 没有纸了</translation>
    </message>
    <message>
        <source>Nothing can be printed there now.</source>
        <translation>现在不能打印。</translation>
    </message>
    <message>
        <source>Put paper in, then print again.</source>
        <translation>请装纸，然后重新打印。</translation>
    </message>
    <message>
        <source>Paper is stuck in the printer {name}</source>
        <translation>打印机 {name} 卡纸</translation>
    </message>
    <message>
        <source>Take the stuck paper out, then print again.</source>
        <translation>请取出卡住的纸，然后重新打印。</translation>
    </message>
    <message>
        <source>The printer {name} is open</source>
        <translation>打印机 {name} 的盖子开着</translation>
    </message>
    <message>
        <source>Close its cover, then print again.</source>
        <translation>请合上盖子，然后重新打印。</translation>
    </message>
    <message>
        <source>The hall&apos;s screen does not know its hall</source>
        <translation>大厅屏幕不知道属于哪个大厅</translation>
    </message>
    <message>
        <source>The screen was not started.</source>
        <translation>屏幕没有启动。</translation>
    </message>
    <message>
        <source>This hall is at work</source>
        <translation>这个大厅正在使用</translation>
    </message>
    <message>
        <source>Numbers were taken in it; a simulated day would be mixed with real ones.</source>
        <translation>已经有人在这里取号；模拟的一天会混进真实的记录。</translation>
    </message>
    <message>
        <source>Make a hall of its own for the simulation.</source>
        <translation>请为模拟另建一个大厅。</translation>
    </message>
    <message>
        <source>A simulated window died</source>
        <translation>一个模拟窗口中断了</translation>
    </message>
    <message>
        <source>Window {window} ended before its day.</source>
        <translation>{window} 号窗口没有走完这一天就结束了。</translation>
    </message>
    <message>
        <source>The reason was printed; simulate again when it is mended.</source>
        <translation>原因已经显示；排除后请重新模拟。</translation>
    </message>
    <message>
        <source>Set the address that the hall&apos;s manager gave (sqlite:///… or postgresql://…).</source>
        <translation>请填写大厅管理员给的地址（sqlite:///… 或 postgresql://…）。</translation>
    </message>
    <message>
        <source>The hall there holds tickets that are not the demo&apos;s</source>
        <translation>那里的大厅里有不属于演示的号</translation>
    </message>
    <message>
        <source>It may be a hall where people wait, so it was left as it is.</source>
        <translation>那里可能有人在排队，所以没有动它。</translation>
    </message>
    <message>
        <source>Name an empty hall, or a place where there is none yet.</source>
        <translation>请指定一个空的大厅，或还没有大厅的地方。</translation>
    </message>
    <message>
        <source>Window {window} of the hall there does not serve {service}</source>
        <translation>那里的大厅 {window} 号窗口不办理{service}</translation>
    </message>
    <message>
        <source>The demo&apos;s citizens come for all services of the sample hall.</source>
        <translation>演示中的办事人会办理示例大厅的各项业务。</translation>
    </message>
    <message>
        <source>Name a hall made by “desk hall init URL --sample”, or a place without one.</source>
        <translation>请指定用“desk hall init URL --sample”建的大厅，或还没有大厅的地方。</translation>
    </message>
    <message>
        <source>There is no log of acts in {profile}</source>
        <translation>{profile} 里没有操作记录</translation>
    </message>
    <message>
        <source>Nothing was read.</source>
        <translation>什么也没有读取。</translation>
    </message>
    <message>
        <source>Name the folder of the window’s data with --profile.</source>
        <translation>用 --profile 指明窗口数据所在的文件夹。</translation>
    </message>
    <message>
        <source>The log of acts could not be read</source>
        <translation>操作记录读不出来</translation>
    </message>
    <message>
        <source>SQLite says: {why}.</source>
        <translation>SQLite 的说法：{why}。</translation>
    </message>
    <message>
        <source>{name} was taken in, but cannot be moved away: {detail}</source>
        <translation>{name} 已取入，但无法移走：{detail}</translation>
    </message>
    <message>
        <source>The page is kept. Its file stays in the scan folder and is not taken again.</source>
        <translation>这一页已保存。文件仍留在扫描文件夹里，不会再取一次。</translation>
    </message>
    <message>
        <source>Ask support to make room there, or to let this account move files.</source>
        <translation>请技术支持腾出空间，或允许此账户移动文件。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {detail}</source>
        <translation>{name} 无法读取：{detail}</translation>
    </message>
    <message>
        <source>It was left in its place. Ask support to let this account read it.</source>
        <translation>文件留在原处。请技术支持允许此账户读取。</translation>
    </message>
    <message>
        <source>{name} is a link and not a file</source>
        <translation>{name} 是链接，不是文件</translation>
    </message>
    <message>
        <source>It was left in its place. Copy the file itself into the scan folder.</source>
        <translation>它留在原处。请把文件本身复制到扫描文件夹。</translation>
    </message>
    <message>
        <source>The regional platform&apos;s answer cannot be used ({reason})</source>
        <translation>区域平台的答复不能用（{reason}）</translation>
    </message>
    <message>
        <source>It was not stored; what was entered here is kept.</source>
        <translation>这条答复没有存；已录入的都在。</translation>
    </message>
    <message>
        <source>Go on; the window asks again by itself. If it lasts, tell support the words in brackets.</source>
        <translation>请继续办理；窗口会自动再问。如一直这样，请把括号里的字告诉技术支持。</translation>
    </message>
    <message>
        <source>The hall’s news cannot be read</source>
        <translation>读不懂大厅的消息</translation>
    </message>
    <message>
        <source>Calls at other windows may not be shown here until it is mended.</source>
        <translation>修好之前，别的窗口叫的号可能不在这里显示。</translation>
    </message>
    <message>
        <source>Update the program here, and give the code to support.</source>
        <translation>请更新这里的程序，并把代码告诉技术支持。</translation>
    </message>
    <message>
        <source>{name} could not be opened safely</source>
        <translation>{name}无法安全打开</translation>
    </message>
    <message>
        <source>It was set aside and will not be opened again. The other pages are kept.</source>
        <translation>该文件已放在一边，不会再打开；其他页面都已保留。</translation>
    </message>
    <message>
        <source>Ask the citizen for the paper itself and scan it, or for another copy.</source>
        <translation>请群众出示纸质原件并扫描，或另外提供一份。</translation>
    </message>
    <message>
        <source>{count} of {total} stored pages and papers belong to nothing in the database</source>
        <translation>已存的 {total} 份页面和单据中，有 {count} 份在数据库里没有归属</translation>
    </message>
    <message>
        <source>It may be an older database, or another one&apos;s. Nothing was removed.</source>
        <translation>数据库可能是旧的，也可能是别处的。什么都没有删除。</translation>
    </message>
    <message>
        <source>Go on serving, and give the code to support.</source>
        <translation>请照常办理，并把代码告诉技术支持。</translation>
    </message>
    <message>
        <source>{count} stored pages or papers of this window are missing</source>
        <translation>本窗口有 {count} 份已存的页面或单据不见了</translation>
    </message>
    <message>
        <source>The visits are there; a case of which pages are missing cannot be submitted.</source>
        <translation>办件记录都在；缺页的办件无法提交。</translation>
    </message>
    <message>
        <source>Give the code to support before anything is scanned again.</source>
        <translation>重新扫描之前，请先把代码告诉技术支持。</translation>
    </message>
    <message>
        <source>The barcode was not read whole</source>
        <translation>条码没有读全</translation>
    </message>
    <message>
        <source>Scan it once more. If it happens every time, set the gun to send Enter behind each code.</source>
        <translation>请再扫一次。如果每次都这样，请把扫码枪设置成在每个码后面发送回车。</translation>
    </message>
    <message>
        <source>What is kept of {kept} does not fit the visit of {number}</source>
        <translation>{kept} 留下的内容不能并进 {number} 的办理</translation>
    </message>
    <message>
        <source>Something else was entered for {number}. Nothing was mixed.</source>
        <translation>{number} 已经录入了别的内容。两份没有混在一起。</translation>
    </message>
    <message>
        <source>End {number} first, or go on without what is kept.</source>
        <translation>先结束 {number}，或者不用留下的内容继续办。</translation>
    </message>
    <message>
        <source>The office must not name a citizen or an identity number</source>
        <translation>归口单位里不能写申请人姓名或证件号码</translation>
    </message>
    <message>
        <source>It is kept in the log of acts, which holds no personal data. Nothing was ended.</source>
        <translation>这一栏会写进操作记录，那里不留个人信息。办理没有结束。</translation>
    </message>
    <message>
        <source>Write only the office, its address and its telephone.</source>
        <translation>只写单位、地址和电话。</translation>
    </message>
    <message>
        <source>On hold until the hall closed: {numbers}</source>
        <translation>闭厅时还在暂存：{numbers}</translation>
    </message>
    <message>
        <source>They were ended. What was entered is kept at this window until {until}.</source>
        <translation>已经结束。录入的内容在本窗口保留到 {until}。</translation>
    </message>
    <message>
        <source>When the citizen comes again, scan the old ticket to go on.</source>
        <translation>申请人再来时，扫原来的号票就能接着办。</translation>
    </message>
    <message>
        <source>A personal number is not sent this way</source>
        <translation>个人号码不能这样发送</translation>
    </message>
    <message>
        <source>It would have been written into the platform&apos;s logs; nothing was sent.</source>
        <translation>那样号码会留在平台的日志里；什么也没有发出。</translation>
    </message>
    <message>
        <source>Look for the case by the number on its receipt, not by a person&apos;s number.</source>
        <translation>请用收件凭证上的编号查找办件，不要用个人的号码。</translation>
    </message>
    <message>
        <source>This is a person&apos;s or a company&apos;s number</source>
        <translation>这是个人或企业的证件、电话号码</translation>
    </message>
    <message>
        <source>Nothing was asked by it, and it is not kept.</source>
        <translation>没有用它查询，也没有保存。</translation>
    </message>
    <message>
        <source>At the step “Identify” it goes into the number&apos;s field. Cases are found by the number on their receipt.</source>
        <translation>在“核身”这一步扫描，它会填进号码栏。查找办件请用凭证上的编号。</translation>
    </message>
    <message>
        <source>The data of this window is not where it was</source>
        <translation>本窗口的数据不在原来的地方</translation>
    </message>
    <message>
        <source>Its folder is gone, or its drive is not there. Nothing was made in its place.</source>
        <translation>数据文件夹不见了，或所在的磁盘没有连接。没有在原处新建任何东西。</translation>
    </message>
    <message>
        <source>Connect the drive or put the folder back, or begin with a new profile.</source>
        <translation>请连接磁盘或把文件夹放回原处；也可以启用新的数据文件夹。</translation>
    </message>
    <message>
        <source>“{part}” of this window is missing</source>
        <translation>本窗口数据中的“{part}”不见了</translation>
    </message>
    <message>
        <source>The rest of its data is there. Nothing was removed, and nothing made anew.</source>
        <translation>其余数据都在。没有删除任何东西，也没有新建任何东西。</translation>
    </message>
    <message>
        <source>Put it back, or the whole profile from a backup, or begin with a new profile.</source>
        <translation>请把它放回原处，或用备份恢复整个数据文件夹；也可以启用新的数据文件夹。</translation>
    </message>
    <message>
        <source>Put it back. If it cannot be had again, go on without it.</source>
        <translation>请把它放回原处。如果找不回来，可以不带它继续。</translation>
    </message>
    <message>
        <source>“{part}” belongs to another window&apos;s data</source>
        <translation>“{part}”属于另一个窗口的数据</translation>
    </message>
    <message>
        <source>The parts do not fit together. Nothing was changed.</source>
        <translation>各部分对不上。什么都没有改动。</translation>
    </message>
    <message>
        <source>Put the right one back, or begin with a new profile.</source>
        <translation>请放回正确的那一份，或启用新的数据文件夹。</translation>
    </message>
    <message>
        <source>“{part}” is older than it was here before</source>
        <translation>“{part}”比这里原有的旧</translation>
    </message>
    <message>
        <source>What was done since then is not in it. Nothing was changed.</source>
        <translation>此后办理的内容不在其中。什么都没有改动。</translation>
    </message>
    <message>
        <source>Put the newest one back. If there is none, go on with the older one.</source>
        <translation>请放回最新的那一份。如果没有，可以用旧的继续。</translation>
    </message>
    <message>
        <source>The key of this window&apos;s data is not in the keyring</source>
        <translation>密钥环里没有本窗口数据的密钥</translation>
    </message>
    <message>
        <source>What was stored cannot be read without it. Nothing was changed.</source>
        <translation>没有密钥就读不出已存的内容。什么都没有改动。</translation>
    </message>
    <message>
        <source>Sign in as the user whose keyring has it, or restore the keyring from a backup.</source>
        <translation>请用保存此密钥的用户登录系统，或从备份恢复密钥环。</translation>
    </message>
    <message>
        <source>{name} is a picture of a kind that cannot be shown here</source>
        <translation>{name}是一种本机无法显示的图片</translation>
    </message>
    <message>
        <source>Bring it as JPEG, PNG or PDF, or print it and scan the paper.</source>
        <translation>请改用 JPEG、PNG 或 PDF 格式，或打印后扫描纸件。</translation>
    </message>
    <message>
        <source>{count} matters of the platform could not be taken in ({reason})</source>
        <translation>平台的{count}个事项无法收录（{reason}）</translation>
    </message>
    <message>
        <source>They cannot be chosen here, or only as they were before. All others are up to date.</source>
        <translation>这些事项在本窗口不能选择，或仍按原指南办理；其他事项均为最新。</translation>
    </message>
    <message>
        <source>Go on; tell support the words in brackets.</source>
        <translation>请继续办理，并把括号内的内容告知技术支持。</translation>
    </message>
    <message>
        <source>The regional platform sends the sign-in to another address ({host})</source>
        <translation>区域平台要求到另一个地址登录（{host}）</translation>
    </message>
    <message>
        <source>No password and no token was sent there.</source>
        <translation>密码和登录凭据均未发往该地址。</translation>
    </message>
    <message>
        <source>Tell the technician: if clerks really sign in there, issuer_url in the settings names it.</source>
        <translation>请告知技术人员：如果确实在该地址登录，应在设置项 issuer_url 中写明。</translation>
    </message>
    <message>
        <source>The folder {folder} is not empty, and not the demo&apos;s</source>
        <translation>文件夹 {folder} 不是空的，也不是演示程序建的</translation>
    </message>
    <message>
        <source>Nothing in it was touched.</source>
        <translation>里面的东西都没有动。</translation>
    </message>
    <message>
        <source>Name an empty folder, or one that is not there yet.</source>
        <translation>请指定一个空文件夹，或一个还不存在的文件夹。</translation>
    </message>
    <message>
        <source>The demo cannot leave its papers in {folder} ({reason})</source>
        <translation>演示程序无法把单据放进 {folder}（{reason}）</translation>
    </message>
    <message>
        <source>The demo was not started.</source>
        <translation>演示没有启动。</translation>
    </message>
    <message>
        <source>Name a folder that you may write in, or leave --out out.</source>
        <translation>请指定一个可以写入的文件夹，或不用 --out。</translation>
    </message>
    <message>
        <source>Another demo works in {folder}</source>
        <translation>另一个演示正在使用 {folder}</translation>
    </message>
    <message>
        <source>Name another folder, or wait until it has ended.</source>
        <translation>请指定别的文件夹，或等它结束。</translation>
    </message>
    <message>
        <source>Files cannot be opened just now ({detail})</source>
        <translation>暂时无法打开文件（{detail}）</translation>
    </message>
    <message>
        <source>Nothing was taken in, nothing is lost.</source>
        <translation>未收取任何文件，也没有丢失。</translation>
    </message>
    <message>
        <source>Close other programs and try again; if it happens again, restart this PC.</source>
        <translation>请关闭其他程序后重试；如再次出现，请重启本机。</translation>
    </message>
    <message>
        <source>This is not the passphrase</source>
        <translation>口令不对</translation>
    </message>
    <message>
        <source>{left} tries are left before a wait.</source>
        <translation>还能试 {left} 次，之后要等。</translation>
    </message>
    <message>
        <source>Type it again, or sign in with a code of the regional platform.</source>
        <translation>再输一次，或者用区域平台的代码登录。</translation>
    </message>
    <message>
        <source>Too many wrong passphrases</source>
        <translation>口令错了太多次</translation>
    </message>
    <message>
        <source>None is taken for {minutes} min. Nothing entered is lost.</source>
        <translation>{minutes} 分钟内不再接受口令。已录入的内容都在。</translation>
    </message>
    <message>
        <source>Wait, or sign in with a code of the regional platform.</source>
        <translation>等一等，或者用区域平台的代码登录。</translation>
    </message>
    <message>
        <source>The passphrase alone is not enough now</source>
        <translation>现在只凭口令不够</translation>
    </message>
    <message>
        <source>It is good for {days} days after a sign-in at the regional platform.</source>
        <translation>在区域平台登录后，口令 {days} 天内有效。</translation>
    </message>
    <message>
        <source>Sign in with a code of the regional platform.</source>
        <translation>请用区域平台的代码登录。</translation>
    </message>
    <message>
        <source>This passphrase is guessed too easily</source>
        <translation>这个口令太容易猜到</translation>
    </message>
    <message>
        <source>It was not kept.</source>
        <translation>没有保存。</translation>
    </message>
    <message>
        <source>Take {least} characters or more, no row like 123456 and no single sign.</source>
        <translation>至少 {least} 位，不要用 123456 这样的顺序，也不要只用一个字符。</translation>
    </message>
    <message>
        <source>Have a Secret Service installed, on Debian, Ubuntu, UOS and Kylin with “sudo apt install gnome-keyring”; sign in to the desktop again, then try again.</source>
        <translation>请技术员安装密钥环服务（Secret Service）：Debian、Ubuntu、统信、麒麟上运行“sudo apt install gnome-keyring”；重新登录桌面，然后再试一次。</translation>
    </message>
    <message>
        <source>The keyring does not answer</source>
        <translation>密钥环没有回应</translation>
    </message>
    <message>
        <source>Look for a window that asks for the keyring&apos;s password and answer it, then try again. If there is none, sign out of the desktop and in again.</source>
        <translation>看看有没有询问密钥环密码的窗口，输入密码后再试一次；如果没有，请注销桌面后重新登录。</translation>
    </message>
    <message>
        <source>There is no catalogue in {profile}</source>
        <translation>{profile} 里没有事项目录</translation>
    </message>
    <message>
        <source>“{name}” cannot be applied for at this window ({reason})</source>
        <translation>本窗口办不了“{name}”（{reason}）</translation>
    </message>
    <message>
        <source>The platform has the matter, but its guide cannot be used here. It is not the citizen&apos;s papers.</source>
        <translation>平台有这个事项，但它的办事指南在这里用不了。不是群众材料的问题。</translation>
    </message>
    <message>
        <source>The platform&apos;s newer guide of “{name}” cannot be used here ({reason})</source>
        <translation>平台上“{name}”的新版办事指南在这里用不了（{reason}）</translation>
    </message>
    <message>
        <source>What is shown is the guide before it: the platform may ask for other papers.</source>
        <translation>这里显示的是上一版指南：平台可能要求别的材料。</translation>
    </message>
    <message>
        <source>Go on, and tell the citizen that something may have to be corrected later; give support the words in brackets.</source>
        <translation>可以继续办，并告诉群众以后可能要补正；把括号里的字告诉技术支持。</translation>
    </message>
    <message>
        <source>Hand the citizen on to a window that takes it (F6), or tell them which office does; give support the words in brackets.</source>
        <translation>请把群众转到能办的窗口（F6），或告诉群众由哪个部门办；并把括号里的字告诉技术支持。</translation>
    </message>
    <message>
        <source>The scan folder belongs to window {window} on {host}</source>
        <translation>扫描文件夹是 {host} 上 {window} 号窗口的</translation>
    </message>
    <message>
        <source>Pages of that window&apos;s citizens may lie there: this window takes none of them and moves none.</source>
        <translation>里面可能有那个窗口的群众的材料：本窗口一页都不收，也不移动。</translation>
    </message>
    <message>
        <source>Let support set a folder of its own for this window; or decide with F7 at the materials that the folder is this window&apos;s from now on.</source>
        <translation>请技术支持给本窗口单独设一个文件夹；或者在材料步骤按 F7，决定这个文件夹从现在起归本窗口用。</translation>
    </message>
    <message>
        <source>Window {window} on {host} works with this scan folder now</source>
        <translation>{host} 上的 {window} 号窗口正在用这个扫描文件夹</translation>
    </message>
    <message>
        <source>That cannot be done with {number} at window {window} now</source>
        <translation>现在不能在 {window} 号窗口对 {number} 这样做</translation>
    </message>
    <message>
        <source>It is being served there already, or only called so far; nothing was changed.</source>
        <translation>它已在该窗口办理，或只是刚叫号，没有改动。</translation>
    </message>
    <message>
        <source>Look at what the window shows, and go on from there.</source>
        <translation>看一下窗口显示的状态，再往下办。</translation>
    </message>
    <message>
        <source>Every service needs a prefix of its own, other than V and Y</source>
        <translation>每个事项都要有自己的字母，且不能是 V 或 Y</translation>
    </message>
    <message>
        <source>Give each service another letter, then try again.</source>
        <translation>给各事项换不同的字母，再试一次。</translation>
    </message>
    <message>
        <source>The history of the hall&apos;s queue is damaged ({reason})</source>
        <translation>大厅叫号的历史记录已损坏（{reason}）</translation>
    </message>
    <message>
        <source>No number was called or changed, and none will be until it is mended.</source>
        <translation>没有叫号，也没有改动；修好之前都不能叫号。</translation>
    </message>
    <message>
        <source>Stop all programs of the hall and give the code to support.</source>
        <translation>停下大厅的所有程序，把代码告诉技术支持。</translation>
    </message>
    <message>
        <source>There is no hall&apos;s queue at this address ({reason})</source>
        <translation>这个地址没有大厅叫号（{reason}）</translation>
    </message>
    <message>
        <source>Compare the address with the manager&apos;s, or make the hall: desk hall init URL.</source>
        <translation>与管理员给的地址核对，或新建大厅：desk hall init URL。</translation>
    </message>
    <message>
        <source>The file of the hall&apos;s queue is no database ({reason})</source>
        <translation>大厅叫号的文件不是数据库（{reason}）</translation>
    </message>
    <message>
        <source>Leave it as it is; compare the address with the manager&apos;s.</source>
        <translation>保持原样，与管理员给的地址核对。</translation>
    </message>
    <message>
        <source>The file of the hall&apos;s queue is damaged ({reason})</source>
        <translation>大厅叫号的文件已损坏（{reason}）</translation>
    </message>
    <message>
        <source>Leave it as it is and go back to the last copy; give the code to support.</source>
        <translation>保持原样，改用最近的备份，把代码告诉技术支持。</translation>
    </message>
    <message>
        <source>The file of the hall&apos;s queue cannot be written ({reason})</source>
        <translation>大厅叫号的文件无法写入（{reason}）</translation>
    </message>
    <message>
        <source>Let this user write the file and its folder; ask the hall&apos;s technician.</source>
        <translation>让当前用户可以写入该文件及其文件夹，请找大厅技术员。</translation>
    </message>
    <message>
        <source>The disk of the hall&apos;s queue is full ({reason})</source>
        <translation>大厅叫号所在的磁盘已满（{reason}）</translation>
    </message>
    <message>
        <source>Make room on the disk, then press the key again.</source>
        <translation>清出磁盘空间，再按一次。</translation>
    </message>
    <message>
        <source>No device was named, or several were</source>
        <translation>没有指定设备，或者指定了不止一个</translation>
    </message>
    <message>
        <source>No code was made.</source>
        <translation>没有生成注册码。</translation>
    </message>
    <message>
        <source>Add one of --window CODE, --kiosk, --display, --manager or --script NAME.</source>
        <translation>请加上 --window 窗口号，或 --kiosk、--display、--manager、--script 名称，其中一个。</translation>
    </message>
    <message>
        <source>The hall&apos;s server was not started.</source>
        <translation>叫号服务器没有启动。</translation>
    </message>
    <message>
        <source>The hall&apos;s server does not know this device</source>
        <translation>叫号服务器不认识本设备</translation>
    </message>
    <message>
        <source>Ask the hall&apos;s manager for a code, then enrol this device: desk enrol URL CODE.</source>
        <translation>向大厅管理员要注册码，然后注册本设备：desk enrol URL CODE。</translation>
    </message>
    <message>
        <source>This device is no longer allowed at the hall&apos;s server</source>
        <translation>叫号服务器已不再允许本设备接入</translation>
    </message>
    <message>
        <source>This device is not enrolled at the hall&apos;s server {server}</source>
        <translation>本设备没有在叫号服务器 {server} 上注册</translation>
    </message>
    <message>
        <source>This device may not do that ({role}: {what})</source>
        <translation>本设备无权做这件事（{role}：{what}）</translation>
    </message>
    <message>
        <source>Ask the hall&apos;s manager, whose device may.</source>
        <translation>请大厅管理员用自己的设备来做。</translation>
    </message>
    <message>
        <source>This device is window {own} and cannot act as window {window}</source>
        <translation>本设备是 {own} 号窗口，不能以 {window} 号窗口的名义操作</translation>
    </message>
    <message>
        <source>Set the window&apos;s code in the settings as the device was enrolled.</source>
        <translation>请把设置里的窗口号改成与注册时一致。</translation>
    </message>
    <message>
        <source>The hall&apos;s server does not understand the request ({detail})</source>
        <translation>叫号服务器看不懂这个请求（{detail}）</translation>
    </message>
    <message>
        <source>Bring this program and the hall&apos;s server to the same version.</source>
        <translation>请把本程序和叫号服务器更新到同一版本。</translation>
    </message>
    <message>
        <source>The hall&apos;s server was asked too often</source>
        <translation>向叫号服务器发的请求太密</translation>
    </message>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation>请稍等再试。</translation>
    </message>
    <message>
        <source>The code was not accepted</source>
        <translation>注册码没有通过</translation>
    </message>
    <message>
        <source>It was mistyped, used, is older than ten minutes, or something between this device and the hall&apos;s server bends the connection. The device was not enrolled.</source>
        <translation>可能是输错了、已经用过、超过了十分钟，或者本设备与叫号服务器之间的连接被改动。设备没有注册。</translation>
    </message>
    <message>
        <source>Type it again; if that fails, ask the hall&apos;s manager for a new one.</source>
        <translation>请再输一次；还不行就向大厅管理员要一个新的。</translation>
    </message>
    <message>
        <source>What answered is not the server that gave the code</source>
        <translation>应答的不是发出注册码的那台服务器</translation>
    </message>
    <message>
        <source>Another machine may stand in between. The code was not shown to it.</source>
        <translation>中间可能有别的机器。注册码没有透露给它。</translation>
    </message>
    <message>
        <source>Check the server&apos;s address, then ask the hall&apos;s manager for a new code.</source>
        <translation>请核对服务器地址，然后向大厅管理员要一个新的注册码。</translation>
    </message>
    <message>
        <source>The hall&apos;s server {server} is not the one that this device knows</source>
        <translation>叫号服务器 {server} 不是本设备认识的那一台</translation>
    </message>
    <message>
        <source>Tell the hall&apos;s technician; when the server has a new certificate, enrol this device again.</source>
        <translation>请告诉大厅技术人员；如果服务器换了证书，请重新注册本设备。</translation>
    </message>
    <message>
        <source>The address names the hall&apos;s database and not its server</source>
        <translation>这个地址是叫号数据库，不是叫号服务器</translation>
    </message>
    <message>
        <source>Windows, kiosks and displays reach the hall through its server only.</source>
        <translation>窗口、取号机和显示屏只能通过叫号服务器接入。</translation>
    </message>
    <message>
        <source>Set the address of the hall&apos;s server (https://…), and enrol this device there.</source>
        <translation>请设置叫号服务器的地址（https://…），并在那里注册本设备。</translation>
    </message>
    <message>
        <source>The hall&apos;s server refused that ({reason})</source>
        <translation>叫号服务器拒绝了这个请求（{reason}）</translation>
    </message>
    <message>
        <source>Update this program, and give the reason to support.</source>
        <translation>请更新本程序，并把原因告诉技术支持。</translation>
    </message>
    <message>
        <source>The hall&apos;s server made a mistake</source>
        <translation>叫号服务器出错了</translation>
    </message>
    <message>
        <source>What was just done may have been done or not.</source>
        <translation>刚才的操作可能已经完成，也可能没有。</translation>
    </message>
    <message>
        <source>Look at the queue; if it happens again, give the server&apos;s log to support.</source>
        <translation>请看一下队列；如果再次出现，请把服务器日志交给技术支持。</translation>
    </message>
    <message>
        <source>The hall&apos;s server cannot listen at {address} ({reason})</source>
        <translation>叫号服务器不能在 {address} 上接受连接（{reason}）</translation>
    </message>
    <message>
        <source>Name another address by --listen, or end the program that has this one.</source>
        <translation>请用 --listen 换一个地址，或者结束占用它的程序。</translation>
    </message>
    <message>
        <source>The certificate or key of the hall&apos;s server cannot be used ({reason})</source>
        <translation>叫号服务器的证书或密钥不能用（{reason}）</translation>
    </message>
    <message>
        <source>Name a certificate and its key in PEM files, or none to have them made.</source>
        <translation>请指定 PEM 格式的证书和密钥文件，或者都不指定，由程序自己生成。</translation>
    </message>
    <message>
        <source>No device has the id {device}</source>
        <translation>没有编号为 {device} 的设备</translation>
    </message>
    <message>
        <source>Look at the list of devices: desk hall devices.</source>
        <translation>请查看设备列表：desk hall devices。</translation>
    </message>
    <message>
        <source>Without a keyring no appointment is found by an identity card</source>
        <translation>没有密钥环，不能凭身份证查找预约</translation>
    </message>
    <message>
        <source>Give the six digits of the appointment, or have a keyring installed here.</source>
        <translation>请用 6 位预约码，或请技术员在本机安装密钥环。</translation>
    </message>
    <message>
        <source>The hall&apos;s clock has jumped to {day}</source>
        <translation>大厅的时钟跳到了 {day}</translation>
    </message>
    <message>
        <source>That day was not begun, so no number was given or called.</source>
        <translation>没有开始那一天，所以没有给号，也没有叫号。</translation>
    </message>
    <message>
        <source>Set the clock right. If it is right, the hall&apos;s manager says so: desk hall set-day {day}.</source>
        <translation>请把时钟调准。如果时钟是对的，请大厅管理员确认：desk hall set-day {day}。</translation>
    </message>
    <message>
        <source>The hall&apos;s clock shows {today}, not {day}</source>
        <translation>大厅的时钟显示 {today}，不是 {day}</translation>
    </message>
    <message>
        <source>The hall&apos;s day was left as it is.</source>
        <translation>大厅的日期没有改动。</translation>
    </message>
    <message>
        <source>Set the clock right, then name the day that it shows.</source>
        <translation>请把时钟调准，再写上它显示的日期。</translation>
    </message>
    <message>
        <source>No hall&apos;s server was found on this network</source>
        <translation>在本网络中没有找到叫号服务器</translation>
    </message>
    <message>
        <source>The device was not enrolled.</source>
        <translation>设备没有注册。</translation>
    </message>
    <message>
        <source>Name the server&apos;s address instead: desk enrol https://HOST:8443 CODE.</source>
        <translation>请直接写服务器地址：desk enrol https://HOST:8443 CODE。</translation>
    </message>
    <message>
        <source>Several halls&apos; servers were found ({found})</source>
        <translation>找到了不止一台叫号服务器（{found}）</translation>
    </message>
    <message>
        <source>The package “zeroconf” is not installed here</source>
        <translation>这里没有安装 zeroconf 组件</translation>
    </message>
    <message>
        <source>Servers can neither be found nor announced on this network without it.</source>
        <translation>没有它，就不能在本网络中查找或公布服务器。</translation>
    </message>
    <message>
        <source>Name the server&apos;s address, or have the package installed.</source>
        <translation>请直接写服务器地址，或者请技术人员安装这个组件。</translation>
    </message>
    <message>
        <source>The hall&apos;s server is being restarted</source>
        <translation>叫号服务器正在重新启动</translation>
    </message>
    <message>
        <source>The hall&apos;s server did not start</source>
        <translation>叫号服务器没有启动</translation>
    </message>
</context>
<context>
    <name>FiguresFoot</name>
    <message>
        <source>earlier, later</source>
        <translation>前后翻看</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>choose a line</source>
        <translation>选择一行</translation>
    </message>
    <message>
        <source>open the day</source>
        <translation>打开这一天</translation>
    </message>
    <message>
        <source>read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>存为 CSV</translation>
    </message>
</context>
<context>
    <name>FiguresTopBar</name>
    <message>
        <source>Hall figures</source>
        <translation>大厅数据</translation>
    </message>
    <message>
        <source>One day</source>
        <translation>一天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>{n} of {all} days read</source>
        <translation>已读取 {n}/{all} 天</translation>
    </message>
    <message>
        <source>Reading the hall&apos;s history</source>
        <translation>正在读取大厅记录</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} 人等候</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>截至 {time}</translation>
    </message>
</context>
<context>
    <name>FiguresView</name>
    <message>
        <source>Save as CSV</source>
        <translation>存为 CSV</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Hall figures</source>
        <translation>大厅数据</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Whole hall</source>
        <translation>全厅</translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>Waits, minutes</source>
        <translation>等候（分钟）</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>9 in 10 within</source>
        <translation>九成以内</translation>
    </message>
    <message>
        <source>Citizens</source>
        <translation>人次</translation>
    </message>
    <message>
        <source>served</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>no-shows</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>Visits, minutes</source>
        <translation>办理（分钟）</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Matter by characters, pinyin or initials; case, receipt or ticket number</source>
        <translation>事项名称、拼音或首字母；办件号、凭证号、票号</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>use</source>
        <translation>选用</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>正在查找</translation>
    </message>
    <message>
        <source>Nothing answers to this</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>票号</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>taken at {time}</source>
        <translation>{time} 取号</translation>
    </message>
    <message>
        <source>at window {window}</source>
        <translation>在 {window} 号窗口</translation>
    </message>
    <message>
        <source>receipt {number}</source>
        <translation>凭证号 {number}</translation>
    </message>
    <message>
        <source>promised by {day}</source>
        <translation>承诺 {day} 前办结</translation>
    </message>
    <message>
        <source>{promised} (estimated)</source>
        <translation>{promised}（预计）</translation>
    </message>
    <message>
        <source>refused, needs somebody</source>
        <translation>平台退回，要有人管</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Cannot be applied for at this window</source>
        <translation>本窗口办不了</translation>
    </message>
    <message>
        <source>Looks like a person&apos;s number: the platform is not asked by it. Search by the number on the receipt.</source>
        <translation>看起来是个人号码：不拿它去问平台。请用回执上的编号查找。</translation>
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
        <translation>应为以元计的金额，例如 1200 或 1200.50</translation>
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
        <translation>应为存在的日期，例如 2026-11-24</translation>
    </message>
    <message>
        <source>Not a right ID number; compare it with the card</source>
        <translation>身份证号不对，请与证件核对</translation>
    </message>
    <message>
        <source>Not a right credit code; compare it with the licence</source>
        <translation>信用代码不对，请与执照核对</translation>
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
        <translation>随键入保存，断电最多少一个字。</translation>
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
    <message>
        <source>Some rules of this form are checked by the platform only.</source>
        <translation>本表单的部分规则仅由平台核对。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GuideMaterial</name>
    <message>
        <source>the platform may hold it</source>
        <translation>平台可能已有</translation>
    </message>
    <message>
        <source>may follow within {days}</source>
        <translation>可在 {days}内后补</translation>
    </message>
</context>
<context>
    <name>GuidePanel</name>
    <message>
        <source>Choosing asks the platform what it holds of this applicant, so that it need not be brought. Ask for consent first; it is recorded.</source>
        <translation>选定后会向平台查询该申请人已有的材料，免于重复提交。请先征得同意，同意会被记录。</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>办事指南</translation>
    </message>
    <message>
        <source>Only persons can apply for this.</source>
        <translation>只有个人可以办理。</translation>
    </message>
    <message>
        <source>Only organisations can apply for this.</source>
        <translation>只有单位可以办理。</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>实施部门</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺时限</translation>
    </message>
    <message>
        <source>By law</source>
        <translation>法定时限</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Materials ({n})</source>
        <translation>材料（{n}）</translation>
    </message>
</context>
<context>
    <name>HallPanel</name>
    <message>
        <source>Waiting by service</source>
        <translation>各业务候办</translation>
    </message>
    <message>
        <source>Windows of the hall</source>
        <translation>全厅窗口</translation>
    </message>
    <message>
        <source>My day</source>
        <translation>今天，我</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>{n} waiting · {time}</source>
        <translation>{n} 人 · {time}</translation>
    </message>
    <message>
        <source>{services} more services: {n} waiting</source>
        <translation>另有 {services} 类业务：{n} 人</translation>
    </message>
    <message>
        <source>and {n} more windows</source>
        <translation>另有 {n} 个窗口</translation>
    </message>
    <message>
        <source>{n} · {time} each on average</source>
        <translation>{n} 人，平均 {time}</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>已办</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>待发</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>暂存</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>{numbers} and {n} more</source>
        <translation>{numbers} 等，另有 {n} 位</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>过号</translation>
    </message>
</context>
<context>
    <name>HallTable</name>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>过号返回</translation>
    </message>
    <message>
        <source>Handed on</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Calls of priority</source>
        <translation>优先叫号</translation>
    </message>
    <message>
        <source>Mean wait (s)</source>
        <translation>平均等候（秒）</translation>
    </message>
    <message>
        <source>Median wait (s)</source>
        <translation>等候中位数（秒）</translation>
    </message>
    <message>
        <source>Wait of nine in ten at most (s)</source>
        <translation>九成等候不超过（秒）</translation>
    </message>
    <message>
        <source>Longest wait (s)</source>
        <translation>最长等候（秒）</translation>
    </message>
    <message>
        <source>Mean visit (s)</source>
        <translation>平均办理（秒）</translation>
    </message>
    <message>
        <source>Median visit (s)</source>
        <translation>办理中位数（秒）</translation>
    </message>
    <message>
        <source>Visit of nine in ten at most (s)</source>
        <translation>九成办理不超过（秒）</translation>
    </message>
    <message>
        <source>Longest visit (s)</source>
        <translation>最长办理（秒）</translation>
    </message>
    <message>
        <source>Open (s)</source>
        <translation>开放（秒）</translation>
    </message>
    <message>
        <source>With citizens (s)</source>
        <translation>接待（秒）</translation>
    </message>
    <message>
        <source>Ended without a case</source>
        <translation>未形成办件</translation>
    </message>
</context>
<context>
    <name>HallToday</name>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>Window {code}</source>
        <translation>{code} 号窗口</translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>min</source>
        <translation>分</translation>
    </message>
    <message>
        <source>9 in 10 waited at most</source>
        <translation>九成等候不超过</translation>
    </message>
    <message>
        <source>9 in 10, worst day</source>
        <translation>九成（最差一天）</translation>
    </message>
    <message>
        <source>served</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>mean wait</source>
        <translation>平均等候</translation>
    </message>
    <message>
        <source>mean visit</source>
        <translation>平均办理</translation>
    </message>
    <message>
        <source>did not come</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>load of open windows</source>
        <translation>窗口负荷</translation>
    </message>
</context>
<context>
    <name>IdentifyView</name>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Name, for the citizen to compare</source>
        <translation>姓名，请群众核对</translation>
    </message>
    <message>
        <source>Who applies</source>
        <translation>谁来申请</translation>
    </message>
    <message>
        <source>The number is shown whole only while its field is being typed in.</source>
        <translation>号码只在录入时完整显示。</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>信用代码</translation>
    </message>
    <message>
        <source>The check character is right</source>
        <translation>校验码正确</translation>
    </message>
    <message>
        <source>{n} of 18</source>
        <translation>已录 {n} / 18 位</translation>
    </message>
    <message>
        <source>18 places</source>
        <translation>共 18 位</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>证件</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Region code</source>
        <translation>地区代码</translation>
    </message>
    <message>
        <source>Go on to the matter</source>
        <translation>去选事项</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>下一项</translation>
    </message>
    <message>
        <source>Read from the number</source>
        <translation>号码信息</translation>
    </message>
    <message>
        <source>Shown once the number is right.</source>
        <translation>号码正确后显示。</translation>
    </message>
    <message>
        <source>Unified social credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Papers leave room for {characters}: write it in by hand.</source>
        <translation>此字打印不出：{characters}。纸上留有空格，请手写补上。</translation>
    </message>
</context>
<context>
    <name>Identity</name>
    <message>
        <source>Person</source>
        <translation>个人</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Resident identity card</source>
        <translation>居民身份证</translation>
    </message>
    <message>
        <source>Residence permit, Hong Kong</source>
        <translation>港澳居民居住证（香港）</translation>
    </message>
    <message>
        <source>Residence permit, Macao</source>
        <translation>港澳居民居住证（澳门）</translation>
    </message>
    <message>
        <source>Residence permit, Taiwan</source>
        <translation>台湾居民居住证</translation>
    </message>
    <message>
        <source>Foreigner&apos;s permanent residence card</source>
        <translation>外国人永久居留身份证</translation>
    </message>
    <message>
        <source>Type the name as the document has it</source>
        <translation>请按证件填写姓名</translation>
    </message>
    <message>
        <source>Longer than 100 characters</source>
        <translation>超过 100 个字</translation>
    </message>
    <message>
        <source>A character here belongs to no name</source>
        <translation>有不能用于姓名的字符</translation>
    </message>
    <message>
        <source>Type the number as the document has it</source>
        <translation>请按证件填写号码</translation>
    </message>
    <message>
        <source>It has 18 places; compare with the document</source>
        <translation>应为 18 位，请与证件核对</translation>
    </message>
    <message>
        <source>Only digits, and X in the last place</source>
        <translation>只能是数字，末位可为 X</translation>
    </message>
    <message>
        <source>The first digits are no region</source>
        <translation>开头几位不是地区代码</translation>
    </message>
    <message>
        <source>Places 7 to 14 are no date</source>
        <translation>第 7 至 14 位不是日期</translation>
    </message>
    <message>
        <source>The date of birth lies ahead</source>
        <translation>出生日期还没有到</translation>
    </message>
    <message>
        <source>The last place does not fit the others; compare each digit</source>
        <translation>校验码不对，请逐位核对</translation>
    </message>
    <message>
        <source>Only digits and capitals without I, O, S, V and Z</source>
        <translation>只能是数字和大写字母，没有 I、O、S、V、Z</translation>
    </message>
    <message>
        <source>Compare the number with the document</source>
        <translation>请与证件核对</translation>
    </message>
    <message>
        <source>Rare characters: {listed}</source>
        <translation>生僻字：{listed}</translation>
    </message>
    <message>
        <source>{words}: {character}</source>
        <translation>{words}：{character}</translation>
    </message>
    <message>
        <source>The dot stands between two parts of a name</source>
        <translation>间隔号要写在名字的两部分之间</translation>
    </message>
    <message>
        <source>invisible characters left out</source>
        <translation>去掉了看不见的字符</translation>
    </message>
    <message>
        <source>characters put into their standard form</source>
        <translation>换成了标准字形</translation>
    </message>
    <message>
        <source>wide letters made narrow</source>
        <translation>全角字母改成了半角</translation>
    </message>
    <message>
        <source>the dot made a middle dot</source>
        <translation>间隔号改成了“·”</translation>
    </message>
    <message>
        <source>blanks left out</source>
        <translation>去掉了空格</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>No numbers are given now</source>
        <translation>现在不取号</translation>
    </message>
    <message>
        <source>Take a number; windows are not open yet</source>
        <translation>可以取号，窗口还没有开</translation>
    </message>
    <message>
        <source>Nobody waits: you are called at once</source>
        <translation>现在取号，不用等</translation>
    </message>
    <message>
        <source>{hall} · {said}</source>
        <translation>{hall} · {said}</translation>
    </message>
    <message>
        <source>{n} waiting · no window open yet</source>
        <translation>{n} 人 · 窗口还没有开</translation>
    </message>
    <message>
        <source>No waiting</source>
        <translation>不用等</translation>
    </message>
    <message>
        <source>No more numbers today</source>
        <translation>今天不再取号</translation>
    </message>
    <message>
        <source>The row is full until {closes}: no more numbers today</source>
        <translation>已排到 {closes} 下班，今天不再取号</translation>
    </message>
    <message>
        <source>No numbers for now</source>
        <translation>暂不取号</translation>
    </message>
    <message>
        <source>Numbers from {time}</source>
        <translation>{time} 开始取号</translation>
    </message>
    <message>
        <source>Numbers from tomorrow {time}</source>
        <translation>明天 {time} 开始取号</translation>
    </message>
    <message>
        <source>Numbers from {day} {time}</source>
        <translation>{day} {time} 开始取号</translation>
    </message>
    <message>
        <source>This kiosk is out of paper. Your number is shown on the screen: note it down or take a photo of it, or use another kiosk.</source>
        <translation>本机没有纸了。号码会显示在屏幕上，请记下或拍照；也可以用别的取号机。</translation>
    </message>
    <message>
        <source>This kiosk cannot print now. Your number is shown on the screen: note it down or take a photo of it, or use another kiosk.</source>
        <translation>本机现在打不出小票。号码会显示在屏幕上，请记下或拍照；也可以用别的取号机。</translation>
    </message>
    <message>
        <source>The queue does not answer just now. The kiosk tries again by itself; numbers that were given stay good.</source>
        <translation>叫号系统暂时没有应答，本机正在自动重试。已经取到的号仍然有效。</translation>
    </message>
    <message>
        <source>This kiosk gives no numbers just now ({code}). Please ask the staff.</source>
        <translation>本机暂时不能取号（{code}）。请找工作人员。</translation>
    </message>
    <message>
        <source>The queue did not answer</source>
        <translation>叫号系统没有应答</translation>
    </message>
    <message>
        <source>Whether your number was given is not known yet. Try again: you never get a second one.</source>
        <translation>还不知道您的号取到没有。请再试一次，不会取到两个号。</translation>
    </message>
    <message>
        <source>No number could be given</source>
        <translation>没有取到号</translation>
    </message>
    <message>
        <source>Please ask the staff, and tell them {code}.</source>
        <translation>请找工作人员，告诉他们 {code}。</translation>
    </message>
    <message>
        <source>A figure of the number is wrong. Please type it again.</source>
        <translation>号码里有一位不对，请重新输入。</translation>
    </message>
    <message>
        <source>This is no number of an identity card. Please type it again.</source>
        <translation>这不是身份证号，请重新输入。</translation>
    </message>
    <message>
        <source>Your ticket is being printed</source>
        <translation>小票正在打印</translation>
    </message>
    <message>
        <source>Take your ticket below</source>
        <translation>请在下方取走小票</translation>
    </message>
    <message>
        <source>Please note your number down, or take a photo of it.</source>
        <translation>请记下号码，或用手机拍下来。</translation>
    </message>
    <message>
        <source>The paper did not come out. Your number is good: note it down, or take a photo of it.</source>
        <translation>小票没有打出来，但号码有效：请记下，或用手机拍下来。</translation>
    </message>
    <message>
        <source>{n} waiting · ~{m} min</source>
        <translation>{n} 人 · 约 {m} 分</translation>
    </message>
    <message>
        <source>Called in about {n} min</source>
        <translation>现在取号，约 {n} 分钟叫到</translation>
    </message>
    <message>
        <source>Called within about {n} min</source>
        <translation>现在取号，最多约 {n} 分钟叫到</translation>
    </message>
    <message>
        <source>Called in about {a}–{b} min</source>
        <translation>现在取号，约 {a}–{b} 分钟叫到</translation>
    </message>
</context>
<context>
    <name>KioskWindow</name>
    <message>
        <source>Large type</source>
        <translation>大字</translation>
    </message>
    <message>
        <source>Back to the start in {n} s. Touch the screen to stay.</source>
        <translation>{n} 秒后回到首页，碰一下屏幕就留在这里</translation>
    </message>
    <message>
        <source>Back to the start in {n} s</source>
        <translation>{n} 秒后回到首页</translation>
    </message>
    <message>
        <source>Zhuang words are shown where a source confirms them, the others in Chinese</source>
        <translation>有据可查的词语用壮文，其余用中文</translation>
    </message>
</context>
<context>
    <name>LinesModel</name>
    <message>
        <source>Whole hall</source>
        <translation>全厅</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>9 in 10, worst day</source>
        <translation>九成（最差一天）</translation>
    </message>
    <message>
        <source>9 in 10 within</source>
        <translation>九成以内</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>No-shows</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先</translation>
    </message>
    <message>
        <source>Mean wait, min</source>
        <translation>平均等候（分）</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>Mean visit, min</source>
        <translation>平均办理（分）</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负荷</translation>
    </message>
</context>
<context>
    <name>LinesTable</name>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>Asking the platform</source>
        <translation>正在连接平台</translation>
    </message>
    <message>
        <source>Platform online</source>
        <translation>平台在线</translation>
    </message>
    <message>
        <source>Platform out of reach</source>
        <translation>平台连不上</translation>
    </message>
</context>
<context>
    <name>Materials</name>
    <message>
        <source>To follow {by}</source>
        <translation>须在 {by}补交</translation>
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
        <translation>可先受理，{by}补交</translation>
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
        <source>turned {angle}</source>
        <translation>旋转 {angle}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>none needed</source>
        <translation>无需校正</translation>
    </message>
    <message>
        <source>{share} cut</source>
        <translation>裁去 {share}</translation>
    </message>
    <message>
        <source>whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>attached as it is</source>
        <translation>按原件附上</translation>
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
        <source>let it follow</source>
        <translation>改为后补</translation>
    </message>
    <message>
        <source>want it now</source>
        <translation>改为现交</translation>
    </message>
    <message>
        <source>Ctrl + and Ctrl - zoom, Ctrl 0 shows the whole page</source>
        <translation>Ctrl + 放大，Ctrl - 缩小，Ctrl 0 看整页</translation>
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
        <source>{settled} / {all} ready</source>
        <translation>{settled} / {all} 已齐</translation>
    </message>
    <message>
        <source>Page {number} / {all}</source>
        <translation>第 {number} 页 / {all}</translation>
    </message>
    <message>
        <source>{name}, page {number} of {all}</source>
        <translation>{name}，第 {number} 页，共 {all} 页</translation>
    </message>
    <message>
        <source>Scan more pages into this material (Shift F4)</source>
        <translation>为这份材料再扫几页（Shift F4）</translation>
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
        <translation>无需提交，也无需扫描。</translation>
    </message>
    <message>
        <source>The platform holds this material</source>
        <translation>平台已有这份材料</translation>
    </message>
    <message>
        <source>The citizen hands it in {by}.</source>
        <translation>申请人须在 {by}补交。</translation>
    </message>
    <message>
        <source>This material follows</source>
        <translation>这份材料后补</translation>
    </message>
    <message>
        <source>F4 scans it; files may also be dropped here.</source>
        <translation>按 F4 扫描，也可以把文件拖到这里。</translation>
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
        <translation>请擦净玻璃或把纸放平，再扫一次。</translation>
    </message>
    <message>
        <source>The platform refused this material</source>
        <translation>平台退回了这份材料</translation>
    </message>
    <message>
        <source>look</source>
        <translation>细看</translation>
    </message>
    <message>
        <source>whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>correct again</source>
        <translation>重新裁正</translation>
    </message>
    <message>
        <source>No scanner</source>
        <translation>没有扫描仪</translation>
    </message>
    <message>
        <source>Files in the folder</source>
        <translation>文件夹里的文件</translation>
    </message>
</context>
<context>
    <name>MatterView</name>
    <message>
        <source>Name of the matter, pinyin, or initials</source>
        <translation>事项名称、拼音或首字母</translation>
    </message>
    <message>
        <source>Search matters</source>
        <translation>查找事项</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>正在查找</translation>
    </message>
    <message>
        <source>No matter answers to this. Try fewer characters or its initials.</source>
        <translation>没有找到事项。试试少输几个字，或输首字母。</translation>
    </message>
    <message>
        <source>Asking the platform what it holds already</source>
        <translation>正在查询平台已有的材料</translation>
    </message>
    <message>
        <source>an organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>a person</source>
        <translation>个人</translation>
    </message>
    <message>
        <source>Choose this matter</source>
        <translation>选定这个事项</translation>
    </message>
    <message>
        <source>Not for {kind}</source>
        <translation>不面向{kind}</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>keep the chosen one</source>
        <translation>沿用已选事项</translation>
    </message>
    <message numerus="yes">
        <source>%n matter(s)</source>
        <translation>
            <numerusform>%n 个事项</numerusform>
        </translation>
    </message>
    <message>
        <source>The ticket was taken for {service}</source>
        <translation>取号业务：{service}</translation>
    </message>
    <message>
        <source>Cannot be applied for at this window</source>
        <translation>本窗口办不了</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>{again} of {all} files were the same again</source>
        <translation>{all} 个文件中有 {again} 个重复</translation>
    </message>
    <message>
        <source>This material holds their pages already. No page was added for them.</source>
        <translation>这份材料里已有同样的页，没有重复添加。</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) lie in another material too</source>
        <translation>
            <numerusform>有 %n 页也在另一份材料里</numerusform>
        </translation>
    </message>
    <message>
        <source>The same in {name}. Del takes a page out of this material.</source>
        <translation>与“{name}”中的页相同。不需要的话，按 Del 从本材料中去掉。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are still being written</source>
        <translation>
            <numerusform>%n 个文件还没有写完</numerusform>
        </translation>
    </message>
    <message>
        <source>They were left in the folder. F4 takes them when they are finished.</source>
        <translation>文件留在文件夹里，写完后按 F4 取入。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were put aside</source>
        <translation>
            <numerusform>%n 个文件已放到一边</numerusform>
        </translation>
    </message>
    <message>
        <source>They lie in “aside” in the scan folder.</source>
        <translation>文件在扫描文件夹的 aside 子文件夹里。</translation>
    </message>
    <message>
        <source>F4 takes them in, F8 puts them aside.</source>
        <translation>按 F4 取入，按 F8 放到一边。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) lie in the scan folder</source>
        <translation>
            <numerusform>扫描文件夹里有 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>F4 takes them in.</source>
        <translation>按 F4 取入。</translation>
    </message>
    <message>
        <source>{taken} of {all} files were taken</source>
        <translation>{all} 个文件已取入 {taken} 个</translation>
    </message>
    <message numerus="yes">
        <source>%n are still in the folder.</source>
        <translation>
            <numerusform>还有 %n 个在文件夹里。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were left from before {time}</source>
        <translation>
            <numerusform>%n 个文件是 {time} 之前留下的</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not taken unless you say so: F4 asks.</source>
        <translation>未经确认不会取入，按 F4 时会询问。</translation>
    </message>
    <message>
        <source>After acceptance, hand it in {by}; later it counts as not corrected. Please tell the applicant.</source>
        <translation>受理后须在 {by}补交，逾期按未补正处理。请告知申请人。</translation>
    </message>
    <message>
        <source>{name} may follow</source>
        <translation>{name}可以后补</translation>
    </message>
    <message>
        <source>waiting until {name} is written to its end</source>
        <translation>正在等 {name} 写完</translation>
    </message>
    <message>
        <source>page {number}: {percent} %</source>
        <translation>第 {number} 页 {percent}%</translation>
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
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>OpeningWindow</name>
    <message>
        <source>Hall Desk</source>
        <translation>大厅窗口</translation>
    </message>
    <message>
        <source>Window {n}</source>
        <translation>{n} 号窗口</translation>
    </message>
    <message>
        <source>Opening the queue and the visits</source>
        <translation>正在打开叫号和业务</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message>
        <source>Printers</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Print once more</source>
        <translation>再打一份</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>正在打印</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>办结离窗</translation>
    </message>
    <message>
        <source>Print and finish</source>
        <translation>打印并结束</translation>
    </message>
    <message>
        <source>Print only</source>
        <translation>只打印</translation>
    </message>
    <message>
        <source>Finish without printing</source>
        <translation>不打印，结束</translation>
    </message>
    <message>
        <source>No paper yet</source>
        <translation>还没有可出的件</translation>
    </message>
    <message>
        <source>Submit the case first.</source>
        <translation>请先提交。</translation>
    </message>
    <message>
        <source>Notice of acceptance</source>
        <translation>受理通知书 · 承诺办结</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>出件</translation>
    </message>
    <message>
        <source>Materials receipt</source>
        <translation>收件凭证</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>M 月 d 日</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件编号</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>收件编号</translation>
    </message>
    <message>
        <source>promised by this day, inclusive · {days}</source>
        <translation>（含）前办结 · {days}</translation>
    </message>
    <message>
        <source>The paper was not printed</source>
        <translation>没有打印出来</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>Hand it to the citizen.</source>
        <translation>请交给申请人。</translation>
    </message>
    <message>
        <source>The case is sent by itself; the notice of acceptance follows.</source>
        <translation>恢复后自动上报，受理通知书随后出。</translation>
    </message>
    <message>
        <source>Not accepted yet</source>
        <translation>尚未受理</translation>
    </message>
    <message>
        <source>Saves the paper as a file</source>
        <translation>存为文件</translation>
    </message>
    <message>
        <source>Printer of this PC</source>
        <translation>本机打印机</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>{characters} cannot be printed</source>
        <translation>此字打印不出：{characters}</translation>
    </message>
    <message>
        <source>The paper has an empty frame there: write it in by hand.</source>
        <translation>纸上留有空格，请手写补上。</translation>
    </message>
</context>
<context>
    <name>PassphrasePanel</name>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase of this window</source>
        <translation>本窗口的口令</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Lunch break</source>
        <translation>午休</translation>
    </message>
    <message>
        <source>Away for a moment</source>
        <translation>离开一会儿</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接</translation>
    </message>
    <message>
        <source>Pause window {window}</source>
        <translation>暂停 {window} 号窗口</translation>
    </message>
    <message>
        <source>Nobody is called here until you open it. The hall&apos;s screens show the reason.</source>
        <translation>恢复之前本窗口不叫号，大厅屏幕上显示原因。</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因，直接输入</translation>
    </message>
    <message>
        <source>{service}. The time of arrival is kept.</source>
        <translation>{service}，取号时间保留。</translation>
    </message>
    <message>
        <source>{service}. The time of arrival is kept. What was entered stays here: the other window begins anew.</source>
        <translation>{service}，取号时间保留。已录入的内容留在本窗口，接手的窗口要重新录入。</translation>
    </message>
    <message>
        <source>Hand {number} on</source>
        <translation>转办 {number}</translation>
    </message>
    <message>
        <source>Window or service</source>
        <translation>窗口或业务</translation>
    </message>
    <message>
        <source>Window {window}</source>
        <translation>{window} 号窗口</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>无人等候</translation>
    </message>
    <message>
        <source>{n} waiting · longest {time}</source>
        <translation>候办 {n} 人 · 最长 {time}</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Back into the row</source>
        <translation>重新排队</translation>
    </message>
    <message>
        <source>has a turn once three more numbers of its service were called</source>
        <translation>本业务再叫 3 位后入列</translation>
    </message>
    <message>
        <source>Call now</source>
        <translation>现在叫号</translation>
    </message>
    <message>
        <source>to this window, before everybody who waits</source>
        <translation>先于所有等候的人，到本窗口</translation>
    </message>
    <message>
        <source>{number} missed the call and is here</source>
        <translation>{number} 过号，人已回来</translation>
    </message>
    <message>
        <source>with {number}</source>
        <translation>正在办理 {number}</translation>
    </message>
    <message numerus="yes">
        <source>{service} · called %n time(s)</source>
        <translation>
            <numerusform>{service} · 叫过 %n 次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueLine</name>
    <message>
        <source>waited {time}</source>
        <translation>等候 {time}</translation>
    </message>
    <message>
        <source>came {time} ago</source>
        <translation>{time}前来过</translation>
    </message>
    <message>
        <source>{waited} · turn {n}</source>
        <translation>{waited} · 第 {n} 位</translation>
    </message>
    <message numerus="yes">
        <source>missed, came back, in the row after %n call(s)</source>
        <translation>
            <numerusform>过号，已回来，再叫 %n 位后入列</numerusform>
        </translation>
    </message>
    <message>
        <source>checked in</source>
        <translation>已签到</translation>
    </message>
    <message>
        <source>since {time} · until the hall closes</source>
        <translation>{time} 起 · 到闭厅</translation>
    </message>
    <message>
        <source>since {time} · until {end}</source>
        <translation>{time} 起 · 到 {end}</translation>
    </message>
</context>
<context>
    <name>QueueLines</name>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 位</translation>
    </message>
</context>
<context>
    <name>RefusedPage</name>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>回到首页</translation>
    </message>
</context>
<context>
    <name>ScanQuestions</name>
    <message>
        <source>{name} was taken in for {number} already, called at {time}</source>
        <translation>{name} 已取入 {number}（{time} 叫号）的材料</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>这一页</translation>
    </message>
    <message>
        <source>The file is the same in every byte.</source>
        <translation>文件内容完全相同。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were left from before {time}</source>
        <translation>
            <numerusform>%n 个文件是 {time} 之前留下的</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They came while {number} was here; %n were taken in.</source>
        <translation>
            <numerusform>它们是办理 {number} 时来的；当时取入了 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>They belong to the citizen who is here now</source>
        <translation>是现在这位办事人的</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>取入</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>不动</translation>
    </message>
    <message>
        <source>They stay in the scan folder and are not taken</source>
        <translation>留在扫描文件夹里，不取入</translation>
    </message>
    <message>
        <source>The answer is good for all pages of this scan that {number} has</source>
        <translation>这次扫描中与 {number} 相同的页都照此办理</translation>
    </message>
    <message>
        <source>Take in all the same</source>
        <translation>仍然取入</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不取</translation>
    </message>
    <message>
        <source>Kept in “aside” in the scan folder; nothing is deleted</source>
        <translation>移到扫描文件夹的 aside 子文件夹保存，不删除</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>放到一边</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of this visit were not taken in</source>
        <translation>
            <numerusform>本次还有 %n 个文件没有取入</numerusform>
        </translation>
    </message>
    <message>
        <source>{taken} of {all} were taken; {left} are still in the folder.</source>
        <translation>{all} 个文件已取入 {taken} 个，还有 {left} 个在文件夹里。</translation>
    </message>
    <message>
        <source>Take them in</source>
        <translation>取入</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>不动</translation>
    </message>
    <message>
        <source>Go back and take them in</source>
        <translation>回去取入</translation>
    </message>
    <message>
        <source>Submit without them</source>
        <translation>不取，照样提交</translation>
    </message>
    <message>
        <source>Put them aside and submit</source>
        <translation>放到一边并提交</translation>
    </message>
    <message>
        <source>They stay in the scan folder</source>
        <translation>留在扫描文件夹里</translation>
    </message>
    <message>
        <source>The search for scanners is under way.</source>
        <translation>正在查找扫描仪。</translation>
    </message>
    <message>
        <source>Scanners are looked for again and again.</source>
        <translation>会不断查找扫描仪。</translation>
    </message>
    <message>
        <source>{mode}, {dpi} dpi</source>
        <translation>{mode}，{dpi} dpi</translation>
    </message>
    <message>
        <source>Colours and resolution</source>
        <translation>颜色和分辨率</translation>
    </message>
    <message>
        <source>What does F4 scan with?</source>
        <translation>F4 用哪个设备？</translation>
    </message>
    <message>
        <source>does not answer since {time}</source>
        <translation>{time} 起没有应答</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>常用</translation>
    </message>
    <message>
        <source>How do scanners read?</source>
        <translation>扫描仪怎样扫描？</translation>
    </message>
    <message>
        <source>A scanner takes the nearest that it has. A folder ignores it.</source>
        <translation>扫描仪取最接近的一档；文件夹不受影响。</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>彩色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Black and white</source>
        <translation>黑白</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Use the folder at this window from now on</source>
        <translation>这个文件夹从现在起归本窗口用</translation>
    </message>
    <message>
        <source>belongs to window {window}</source>
        <translation>是 {window} 号窗口的</translation>
    </message>
    <message>
        <source>Window {window} takes nothing from it any more, and says so</source>
        <translation>{window} 号窗口不再从里面收材料，并会提示</translation>
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
    <name>ServiceGrid</name>
    <message>
        <source>More services</source>
        <translation>更多业务</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Hall Desk</source>
        <translation>大厅窗口</translation>
    </message>
    <message>
        <source>Find matters, cases, tickets</source>
        <translation>搜索 事项、办件、票号</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Hand on</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Pause the window</source>
        <translation>暂停窗口</translation>
    </message>
    <message>
        <source>End without submitting</source>
        <translation>不提交，结束</translation>
    </message>
    <message>
        <source>Put on hold until closing</source>
        <translation>暂存到闭厅</translation>
    </message>
    <message>
        <source>Put on hold until {time}</source>
        <translation>暂存到 {time}</translation>
    </message>
    <message>
        <source>Put it back into the list</source>
        <translation>放回清单</translation>
    </message>
    <message>
        <source>Cases that need somebody</source>
        <translation>要有人管的办件</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Log: {path}</source>
        <translation>日志：{path}</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Sign in at the regional platform</source>
        <translation>登录平台</translation>
    </message>
    <message>
        <source>Every call and every case is recorded with the name of who did it.</source>
        <translation>每次叫号、每个办件都记录经办人。</translation>
    </message>
    <message>
        <source>Your code</source>
        <translation>登录码</translation>
    </message>
    <message>
        <source>On your phone, scan the code at the right; or open</source>
        <translation>用手机扫右边的二维码，或打开</translation>
    </message>
    <message>
        <source>Compare the code there with the one above</source>
        <translation>核对那里的登录码与上面的一致</translation>
    </message>
    <message>
        <source>Confirm under your own name; this window goes on then</source>
        <translation>用本人账号确认，窗口随即继续</translation>
    </message>
    <message>
        <source>Asking the platform for a code</source>
        <translation>正在向平台取登录码</translation>
    </message>
    <message>
        <source>No code is shown. Ask for a new one when you are ready.</source>
        <translation>现在没有登录码。准备好后请取新的。</translation>
    </message>
    <message>
        <source>Waiting for your confirmation · the code holds for {time}</source>
        <translation>等待确认 · 登录码还有 {time}</translation>
    </message>
    <message>
        <source>Open the page on this PC</source>
        <translation>在本机打开</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show a new code</source>
        <translation>取登录码</translation>
    </message>
    <message>
        <source>Locked · {name}</source>
        <translation>已锁屏 · {name}</translation>
    </message>
    <message>
        <source>Sign in at this window</source>
        <translation>登录本窗口</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>With a code of the platform</source>
        <translation>用平台代码登录</translation>
    </message>
    <message>
        <source>Another clerk signs in the same way</source>
        <translation>换人也在这里登录</translation>
    </message>
    <message>
        <source>With the passphrase</source>
        <translation>用口令</translation>
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
            <numerusform>有 %n 处需要改正，改好后再提交。</numerusform>
        </translation>
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
        <translation>网络中断也不会丢失，恢复后从断点继续。</translation>
    </message>
    <message>
        <source>Kept here, will be sent by itself</source>
        <translation>已存在本机，恢复后自动发送</translation>
    </message>
    <message>
        <source>The platform cannot be reached now. Give the citizen the materials receipt; the notice of acceptance follows when the platform has answered.</source>
        <translation>现在连不上平台。请把收件凭证交给申请人；平台答复后再出受理通知书。</translation>
    </message>
    <message>
        <source>These are the first {n}.</source>
        <translation>这里是前 {n} 处。</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>I have an appointment</source>
        <translation>我有预约</translation>
    </message>
    <message>
        <source>Scan its code, lay your identity card on, or type its 6 digits</source>
        <translation>扫二维码、刷身份证，或输入 6 位预约码</translation>
    </message>
    <message>
        <source>You may go first: touch here</source>
        <translation>可以优先，请按这里</translation>
    </message>
    <message>
        <source>Priority: choose a service</source>
        <translation>优先取号，请选择业务</translation>
    </message>
    <message>
        <source>Choose a service</source>
        <translation>请选择要办的业务</translation>
    </message>
    <message>
        <source>For people aged 60 and over, with disabilities, pregnant, in service, and veterans</source>
        <translation>60 岁以上老年人、残疾人、孕妇、军人和退役军人</translation>
    </message>
    <message>
        <source>Aged 60 and over, disabled, pregnant, in service, veterans</source>
        <translation>老年人、残疾人、孕妇、军人和退役军人</translation>
    </message>
    <message>
        <source>Scan its code, or type 6 digits or your ID number</source>
        <translation>扫二维码，或输入 6 位预约码、身份证号</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Call</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>核身</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>填表</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>出件</translation>
    </message>
</context>
<context>
    <name>SubmissionSummary</name>
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
        <translation>平台已收到：{state}</translation>
    </message>
    <message>
        <source>The platform refused the case</source>
        <translation>平台没有收这个办件</translation>
    </message>
    <message>
        <source>File {number} of {all}</source>
        <translation>第 {number} / {all} 个文件</translation>
    </message>
    <message>
        <source>The platform wants the case corrected</source>
        <translation>平台要求补正</translation>
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
    <name>Thumbnails</name>
    <message>
        <source>Page {number}</source>
        <translation>第 {number} 页</translation>
    </message>
</context>
<context>
    <name>TicketKind</name>
    <message>
        <source>On hold</source>
        <translation>暂存</translation>
    </message>
    <message>
        <source>Handed to window {window}</source>
        <translation>转到 {window} 号窗口</translation>
    </message>
    <message>
        <source>Appointment {time}</source>
        <translation>预约 {time}</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先</translation>
    </message>
</context>
<context>
    <name>TicketPage</name>
    <message>
        <source>Your number</source>
        <translation>您的号码</translation>
    </message>
    <message>
        <source>Your appointment</source>
        <translation>预约时间</translation>
    </message>
    <message>
        <source>Before you</source>
        <translation>前面</translation>
    </message>
    <message>
        <source>people</source>
        <translation>人</translation>
    </message>
    <message>
        <source>Called in about</source>
        <translation>大约等</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Watch the screen and listen: a number is called three times.</source>
        <translation>请留意屏幕和广播，叫三次不到即过号。</translation>
    </message>
    <message>
        <source>Print the ticket</source>
        <translation>打印小票</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Code to follow the queue by telephone</source>
        <translation>用手机看还有几人的二维码</translation>
    </message>
    <message>
        <source>Scan it: your telephone shows how many are before you.</source>
        <translation>扫一扫，用手机看前面还有几人。</translation>
    </message>
</context>
<context>
    <name>TicketState</name>
    <message>
        <source>waiting</source>
        <translation>等候中</translation>
    </message>
    <message>
        <source>called</source>
        <translation>已叫号</translation>
    </message>
    <message>
        <source>being served</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>暂存</translation>
    </message>
    <message>
        <source>did not come</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>served</source>
        <translation>已办完</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>{hall} · Window {window}</source>
        <translation>{hall} · {window} 号窗口</translation>
    </message>
    <message>
        <source>To send &lt;b&gt;{n}&lt;/b&gt;</source>
        <translation>待发 &lt;b&gt;{n}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Waiting &lt;b&gt;{n}&lt;/b&gt; · longest &lt;b&gt;{time}&lt;/b&gt;</source>
        <translation>候办 &lt;b&gt;{n}&lt;/b&gt; 人 · 最长 &lt;b&gt;{time}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation>无人等候</translation>
    </message>
    <message>
        <source>Queue out of reach</source>
        <translation>叫号系统连不上</translation>
    </message>
    <message>
        <source>Waits long to be sent &lt;b&gt;{n}&lt;/b&gt;</source>
        <translation>久未发出 &lt;b&gt;{n}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Lock, change of shift, sign out</source>
        <translation>锁屏、交班、退出登录</translation>
    </message>
</context>
<context>
    <name>TroubleWindow</name>
    <message>
        <source>Hall Desk</source>
        <translation>大厅窗口</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Go on with what is there</source>
        <translation>用现有数据继续</translation>
    </message>
    <message>
        <source>Begin with a new profile</source>
        <translation>启用新的数据文件夹</translation>
    </message>
    <message>
        <source>The window works with the data that is there. What is missing from it stays missing; receipt numbers are not given twice.</source>
        <translation>窗口将使用现有的数据。缺少的内容仍然缺少；收件编号不会重复。</translation>
    </message>
    <message>
        <source>What is there is moved beside its folder and kept. Visits that were open and cases that were not sent yet stay there: tell support before you go on.</source>
        <translation>现有内容会移到旁边保存。未办完的来访和未发送的办件也留在那里：请先告知技术支持，再继续。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
</context>
<context>
    <name>VisitHeader</name>
    <message>
        <source>Not identified yet</source>
        <translation>还没有核身</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>等候 {time}</translation>
    </message>
</context>
<context>
    <name>Weekday</name>
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
    <name>WindowStanding</name>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{n} min</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
        <source>on the spot</source>
        <translation>当场办结</translation>
    </message>
    <message>
        <source>%n working day(s)</source>
        <translation>%n 个工作日</translation>
    </message>
    <message>
        <source>Done on the spot</source>
        <translation>当场办结</translation>
    </message>
    <message>
        <source>Promised in %n working day(s)</source>
        <translation>承诺 %n 个工作日</translation>
    </message>
    <message>
        <source>free of charge</source>
        <translation>不收费</translation>
    </message>
    <message>
        <source>{yuan} yuan</source>
        <translation>{yuan} 元</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M 月 d 日</translation>
    </message>
    <message>
        <source>by {day}, inclusive</source>
        <translation>{day}（含）前</translation>
    </message>
    <message>
        <source>{until} (estimated)</source>
        <translation>预计 {until}</translation>
    </message>
</context>
<context>
    <name>WorkQuestions</name>
    <message>
        <source>Nothing of a citizen stays on the screen</source>
        <translation>屏幕上不留申请人的内容</translation>
    </message>
    <message>
        <source>The next clerk signs in; calls and cases bear their name from then on</source>
        <translation>下一位登录，此后的叫号和办件都记在其名下</translation>
    </message>
    <message>
        <source>Nobody works here until somebody signs in</source>
        <translation>有人登录之前，这个窗口没人值守</translation>
    </message>
    <message>
        <source>Nothing of a citizen stays on the screen; {number} stands</source>
        <translation>屏幕上不留申请人的内容，{number} 停在原处</translation>
    </message>
    <message>
        <source>The next clerk signs in, and goes on with {number} or holds it</source>
        <translation>下一位登录后，选接着办 {number} 还是暂存</translation>
    </message>
    <message>
        <source>{number} stands at this window until somebody signs in</source>
        <translation>{number} 停在本窗口，有人登录后再办</translation>
    </message>
    <message>
        <source>Set a passphrase</source>
        <translation>设口令</translation>
    </message>
    <message>
        <source>To unlock quickly, and to sign in while the platform is out of reach</source>
        <translation>解锁更快，平台连不上时也能登录</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>改口令</translation>
    </message>
    <message>
        <source>Of this window only</source>
        <translation>只用于本窗口</translation>
    </message>
    <message>
        <source>Without a passphrase, unlocking takes a code that the platform confirms.</source>
        <translation>还没有口令：解锁要用平台确认的代码。</translation>
    </message>
    <message>
        <source>{name} leaves the window</source>
        <translation>{name} 离开窗口</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁屏</translation>
    </message>
    <message>
        <source>Change of shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Passphrase of {name}</source>
        <translation>{name} 的口令</translation>
    </message>
    <message>
        <source>{n} characters or more, figures or letters. Only for this window.</source>
        <translation>至少 {n} 位，数字字母都可以，只用于本窗口。</translation>
    </message>
    <message>
        <source>Once more, so that no slip of a key locks you out.</source>
        <translation>再输一次，免得按错了自己进不来。</translation>
    </message>
    <message>
        <source>The two were not the same. Type a new one again.</source>
        <translation>两次不一样，请重新输入。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>{number} is still at this window</source>
        <translation>{number} 还在本窗口</translation>
    </message>
    <message>
        <source>{name} works here now. What was done before keeps its name.</source>
        <translation>现在由 {name} 值守，之前办的仍记在原来的名下。</translation>
    </message>
    <message>
        <source>Go on with {number}</source>
        <translation>接着办 {number}</translation>
    </message>
    <message>
        <source>From here on under the name of {name}</source>
        <translation>从现在起记在 {name} 名下</translation>
    </message>
    <message>
        <source>Put {number} on hold</source>
        <translation>暂存 {number}</translation>
    </message>
    <message>
        <source>It waits as it stands</source>
        <translation>停在原处等着</translation>
    </message>
    <message>
        <source>{number} stands where it stands when the window is opened again.</source>
        <translation>{number} 停在原处，下次打开接着办。</translation>
    </message>
    <message numerus="yes">
        <source>Its %n page(s) are stored.</source>
        <translation>
            <numerusform>已扫描的 %n 页都存好了。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is under way is stored first.</source>
        <translation>正在进行的会先存好。</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) to send go on when it is opened again.</source>
        <translation>
            <numerusform>%n 个待发的办件下次打开继续发。</numerusform>
        </translation>
    </message>
    <message>
        <source>Close the window while {number} is here?</source>
        <translation>{number} 还在办，关闭窗口吗？</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>不关</translation>
    </message>
    <message>
        <source>Nothing changes</source>
        <translation>一切照旧</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The citizen waits until somebody opens it, or goes to another one</source>
        <translation>申请人要等窗口再打开，或者去别的窗口</translation>
    </message>
</context>
</TS>
