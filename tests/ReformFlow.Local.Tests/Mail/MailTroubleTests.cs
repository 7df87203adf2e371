using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Cycles;
using ReformFlow.App.Mail;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Mail;
using ReformFlow.Core.Log;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Requests;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Local.Tests.Mail;

/// <summary>
/// A whole town whose mail server is down for days, slow, refuses some for good and some for now, breaks in the middle of a text or after it, on a virtual
/// clock: each department gets exactly one of each mail, and the office learns of each refusal, each doubt, and of mails that do not leave.
/// </summary>
public sealed class MailTroubleTests : IAsyncLifetime
{
    readonly SmtpStandIn _server = new();
    MemoryTown _town = null!;
    ServiceProvider _worker = null!;
    IReadOnlyList<string> _departments = [];

    static DateTimeOffset Begin => MemoryTown.RequestsLeaveAt;

    /// <summary>After the reminders before and after the due day, before the lock.</summary>
    static DateTimeOffset End => Begin.AddDays(40);

    public async ValueTask InitializeAsync()
    {
        _town = await MemoryTown.StartedAsync(whole: true);
        _worker = _town.Worker("one", more: services => services.AddSmtp(new("127.0.0.1", _server.Port, SmtpSecurity.None) { Patience = TimeSpan.FromSeconds(0.5), FinalPatience = TimeSpan.FromSeconds(0.5) }));
        _departments = [.. (await _worker.GetRequiredService<CycleFinder>().StartedAsync(MemoryTown.Town, MemoryTown.Cycle, default))!.Settings.Requests.Select(r => r.Department)];
        _town.Time.Now = Begin;
        Assert.True(_departments.Count >= 9);
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Server_that_is_down_for_days_delays_each_mail_and_doubles_none()
    {
        _server.Script = line => line == SmtpStandIn.Greeting && _town.Time.Now < Begin.AddDays(4) ? SmtpStandIn.Break : null;

        await RunAsync(until: Begin.AddMinutes(29));
        Assert.Null(await WaitingAsync());
        await RunAsync(until: Begin.AddDays(3));
        var waiting = (await WaitingAsync())!;
        Assert.Equal((Begin, _departments.Count, false), (waiting.Since, waiting.Count, waiting.OthersLeave));
        Assert.Equal(_departments.Order(), waiting.Departments.Order());
        await RunAsync();

        AssertOneOfEach();
        Assert.Null(await WaitingAsync());
        Assert.Empty(Facts<MailRefused>());
        Assert.Empty(Facts<MailInDoubt>());
        // The server stood still for four days; nobody asked it every five minutes sixty times over.
        Assert.All(_departments, d => Assert.InRange(_town.FactsOf(d).OfType<StepPutOff>().Count(), 1, 40));
        // Longest rest of a step, six hours.
        Assert.All(_departments, d => Assert.InRange(_town.FactsOf(d).OfType<RequestSent>().Count(), 1, 1));
    }

    [Fact]
    public async Task Slow_server_gets_each_mail_once_and_what_it_did_not_answer_is_in_doubt()
    {
        var lines = 0;
        // A silence before the text is a mail to try again, one after it is a doubt.
        _server.Script = line => ++lines % 3 == 0 && line == SmtpStandIn.Greeting && lines < 30 ? SmtpStandIn.Silence : line == SmtpStandIn.End && lines is > 40 and < 90 ? SmtpStandIn.Silence : null;

        await RunAsync();

        AssertOneOfEach();
        Assert.NotEmpty(Facts<MailInDoubt>());
    }

    [Fact]
    public async Task Some_are_refused_for_good_and_some_for_now()
    {
        _server.Script = line =>
            line.StartsWith("RCPT TO:<zeimu@", StringComparison.Ordinal) ? "550 5.1.1 no such user"
            : line.StartsWith("RCPT TO:<kanzai@", StringComparison.Ordinal) && _town.Time.Now < Begin.AddDays(1) ? "450 4.2.0 greylisted"
            : null;

        await RunAsync();

        AssertOneOfEach(except: "zeimu");
        Assert.Equal("zeimu", Assert.Single(Facts<MailRefused>()).Department);
        Assert.DoesNotContain(Taken(), m => m.To.StartsWith("zeimu@", StringComparison.Ordinal));
        var notice = Assert.Single(Taken(), m => StepKey.KindOf(m.Key) == StepKind.NoticeRefused);
        Assert.StartsWith("gyokaku@", notice.To, StringComparison.Ordinal);
        Assert.Contains("税務課", notice.Body, StringComparison.Ordinal);
        Assert.Equal(Begin, notice.At);
    }

    [Fact]
    public async Task Server_that_breaks_in_the_middle_of_a_text_gets_each_mail_once()
    {
        _server.BreaksInTextAfter = 800;

        await RunAsync(until: Begin.AddHours(6));
        Assert.Empty(Taken());
        _server.BreaksInTextAfter = null;
        await RunAsync();

        AssertOneOfEach();
    }

    [Fact]
    public async Task Server_that_breaks_after_the_text_got_each_mail_and_gets_none_again()
    {
        _server.Script = line => line == SmtpStandIn.End && _town.Time.Now < Begin.AddHours(1) ? SmtpStandIn.Break : null;

        await RunAsync();

        AssertOneOfEach();
        Assert.Equal(_departments.Order(), Facts<MailInDoubt>().Where(f => StepKey.KindOf(f.Fact.Key) == StepKind.Request).Select(f => f.Department).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_happens_each_department_gets_one_of_each_mail(int seed)
    {
        var chance = new Random(seed);
        _server.Script = line =>
        {
            // A mail server that works on some days only, and badly on those.
            var day = (_town.Time.Now - Begin).Days;
            lock (chance)
            {
                if (day % 4 == 3 && line == SmtpStandIn.Greeting) return SmtpStandIn.Break;
                _server.BreaksInTextAfter = chance.Next(12) == 0 ? chance.Next(600, 1500) : null;
                if (chance.Next(15) > 0) return null;
                return line == SmtpStandIn.End ? chance.Next(2) == 0 ? SmtpStandIn.Break : "451 4.3.0 later" : chance.Next(2) == 0 ? SmtpStandIn.Break : "421 4.3.2 later";
            }
        };

        await RunAsync();

        AssertOneOfEach();
    }

    /// <summary>The worker tends every place until nothing is due before the end; the office asks about each mail in doubt and says what it heard.</summary>
    async Task RunAsync(DateTimeOffset? until = null)
    {
        var performer = _worker.GetRequiredService<Performer>();
        IReadOnlyList<Place> places = [.. _departments.Select(d => new Place(MemoryTown.Town, MemoryTown.Cycle, d)), new(MemoryTown.Town, MemoryTown.Cycle)];
        var (end, looksAt) = (until ?? End, _town.Time.Now);
        while (_town.Time.Now < end)
        {
            DateTimeOffset? next = null;
            foreach (var place in places)
            {
                var again = await performer.TendAsync(place, default);
                if (again is { } at && (next is null || at < next)) next = at;
            }
            // The office looks at its desk every three hours.
            var now = _town.Time.Now;
            if (now >= looksAt)
            {
                await AskAsync();
                looksAt = now.AddHours(3);
            }
            _town.Time.Now = new[] { next ?? end, looksAt, end }.Min() is var then && then > now ? then : now.AddSeconds(1);
        }
    }

    async Task AskAsync()
    {
        var taken = Taken().Select(m => m.Key).ToHashSet();
        foreach (var department in _departments)
            await _town.WriteAsync(department, head =>
            {
                if (!head.IsInDoubt()) return null;
                // Who is on the telephone anyway need not be reminded by mail.
                return StepKey.KindOf(head.RefusedKey!) == StepKind.Remind || taken.Contains(head.RefusedKey!) ? new MarkedArrived(head.RefusedKey!) : new ResendAsked("届いていない");
            });
    }

    void AssertOneOfEach(string? except = null)
    {
        var taken = Taken();
        // A mail that the office had sent again is another, and stands for the one that never arrived.
        Assert.All(taken.GroupBy(m => m.Key), m => Assert.Single(m));
        foreach (var department in _departments.Where(d => d != except))
        {
            var mails = taken.Where(m => m.Key.Split('~')[3] == department).ToList();
            Assert.Single(mails, m => StepKey.KindOf(m.Key) == StepKind.Request);
            var reminders = mails.Where(m => StepKey.KindOf(m.Key) == StepKind.Remind).Select(m => m.Key.Split('~')[^1]).ToList();
            Assert.Equal(reminders.Distinct(), reminders);
            // What the log says was sent has arrived, and what arrived stands in the log as sent or, for want of an answer, in doubt.
            var facts = _town.FactsOf(department);
            var (sent, doubtful) = (facts.Select(f => f switch { RequestSent s => s.Key, ReminderSent s => s.Key, _ => null }).OfType<string>().ToList(), facts.OfType<MailInDoubt>().Select(d => d.Key).ToList());
            Assert.All(sent, key => Assert.Contains(mails, m => m.Key == key));
            Assert.All(mails.Where(m => StepKey.KindOf(m.Key) is StepKind.Request or StepKind.Remind), m => Assert.Contains(m.Key, sent.Concat(doubtful)));
            Assert.Contains(sent.Concat(doubtful), key => StepKey.KindOf(key) == StepKind.Remind && key.EndsWith("~3", StringComparison.Ordinal));
        }
        // Every refusal and every doubt is told to the office, unless that very notice was refused or in doubt: then the desk alone tells it.
        foreach (var department in _departments)
        {
            var troubled = _town.FactsOf(department).Select(f => f switch { MailRefused r => r.Key, MailInDoubt d => d.Key, _ => null }).OfType<string>().Where(key => !IsNotice(key)).ToList();
            // Other notices went to the office itself, where the desk tells of them in any case.
            var owed = troubled.Count(key => !$"{StepKey.KindOf(key)}".StartsWith("Notice", StringComparison.Ordinal));
            var notices = _town.FactsOf(department).Count(f => f is StepOutcome o and not (StepSkipped or StepDropped) && IsNotice(o.Key));
            // A notice that could not leave yet is overtaken by the next one about the same department.
            Assert.InRange(notices, Math.Min(owed, 1), troubled.Count);
        }
    }

    // What the office reads at its desk.
    async Task<WaitingMails?> WaitingAsync() =>
        await _worker.GetRequiredService<CycleFinder>().FindAsync(MemoryTown.Town, MemoryTown.Cycle, default) is { } cycle ? WaitingMails.Of(cycle.Head, [.. cycle.Requests.Values], _town.Time.Now) : null;

    static bool IsNotice(string key) => StepKey.KindOf(key) is StepKind.NoticeRefused or StepKind.NoticeInDoubt;

    IEnumerable<(string Department, T Fact)> Facts<T>() where T : Event => _departments.SelectMany(d => _town.FactsOf(d).OfType<T>().Select(f => (d, f)));

    List<OutboxMail> Taken() => [.. _server.Taken.Select(t => OutboxMail.Read("", Encoding.ASCII.GetBytes(t.Text)) with { To = t.To })];
}
