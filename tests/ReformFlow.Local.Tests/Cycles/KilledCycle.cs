using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Mail;
using ReformFlow.App.Organisation;
using ReformFlow.App.Rehearsals;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Commands;
using ReformFlow.Local.Demo;
using ReformFlow.Local.Files;
using ReformFlow.Local.Log;
using ReformFlow.Local.Mail;
using ReformFlow.Local.Organisation;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>
/// The sample city's cycle from start to its second edition on the real server, which is killed 14 times while clerks post: with probe, a department that is reached by hand,
/// extension, handover, return, the superiors' confirmation, escalation, a reorganisation, review and approval, and a figure that becomes final after the publication.
/// </summary>
public sealed class KilledCycle : IAsyncLifetime
{
    public const int Kills = 25;

    /// <summary>Seven virtual days in a second of idleness: the cycle's twelve weeks take twelve seconds, and a tick less than two hours.</summary>
    const double Speed = 7 * 86_400;

    /// <summary>Final figures may come for two weeks; a server that has just been killed may need the two seconds of these for its first page.</summary>
    const double SlowSpeed = Speed / 10;

    /// <summary>Who never answers and is merged away by the reorganisation; who gets the request; who is returned to; whom the desk hands its mails.</summary>
    public const string Passed = "kankyou", Successor = "kankyo", Returned = "zeimu", ByHand = "kanzai";

    /// <summary>Who gets more time, whose request goes to a colleague, and who has a figure that is final only after the publication.</summary>
    public const string Extended = "soumu", HandedOver = "jinji", Provisional = "zaisei";

    static readonly DateOnly _reviewedOn = new(2026, 8, 17), _finalOn = new(2026, 8, 31);

    static readonly DateTimeOffset _reorganisedAt = TokyoTime.At(new(2026, 7, 13), new(1, 0)), _finalAt = TokyoTime.At(_finalOn, new(9, 0));

    static readonly TimeSpan _longestRun = TimeSpan.FromMinutes(5);
    static readonly DateOnly _startDay = new(2026, 6, 8);
    static readonly DateOnly _publicationDay = new(2026, 8, 27);

    readonly DataFolder _data = new();
    readonly SampleCity _city = new();
    readonly List<PostingClerk> _clerks = [];
    bool _isReorganised;

    public int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("REFORMFLOW_SEED"), out var seed) ? seed : Random.Shared.Next();

    public Period Year { get; } = new(new FiscalYear(2025));

    public string Town => _city.Organisation.Municipality.Key;

    public IReadOnlyList<Append> Appends { get; private set; } = [];

    public IReadOnlyList<OutboxMail> Mails { get; private set; } = [];

    public CycleSettings Settings => Appends.SelectMany(a => a.Events).OfType<CycleStarted>().Single().Settings;

    internal IReadOnlyList<PostingClerk> Clerks => _clerks;

    public string Said { get; private set; } = "";

    /// <summary>What <c>reformflow verify</c> answered.</summary>
    public int Verified { get; private set; }

    /// <summary>What people did, and the mails that leave for it where nobody kills the server.</summary>
    public IReadOnlyList<RehearsedAct> Acts { get; private set; } = [];
    public IReadOnlyList<RehearsedMail> WithoutKills { get; private set; } = [];

    /// <summary>How long the whole run took.</summary>
    public TimeSpan Elapsed { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var watch = Stopwatch.StartNew();
        var random = new Random(Seed);
        var sample = Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono");
        Assert.Equal(0, await CommandLine.RunAsync(["import", Path.Combine(sample, "plan.json"), Path.Combine(sample, "organisation.json"), "--data", _data.Path]));
        var begin = TokyoTime.At(_startDay, new(8, 30));
        var dates = CycleDates.Backwards(_publicationDay, new(_city.Organisation.Closures, YearlySpan.DefaultQuietDays));

        await using var server = new ServerProcess(_data.Path, $"{begin:yyyy-MM-dd'T'HH:mm:ssK}", Speed);
        using var stop = new CancellationTokenSource(_longestRun);
        server.Start();
        var people = Task.WhenAll(WorkAtTheDeskAsync(server, dates, stop.Token), WorkInTheDepartmentsAsync(server, dates, random, stop.Token));
        foreach (var (moment, isMailHour) in KillMoments(dates, random))
        {
            await KillAsync(server, moment, isMailHour, random, stop.Token);
            if (moment == _reorganisedAt) await ReorganiseAsync(sample);
            if (moment == _finalAt) server.SlowDown(SlowSpeed);
            server.Start();
        }
        await people;
        await UntilMailedAsync(server, StepKind.NoticePublished, stop.Token, times: 2);
        await server.KillAsync();

        Said = server.Said;
        Mails = [.. new Outbox(_data.Of("outbox")).Mails()];
        Appends = WrittenLog.Read(_data.Path, Town, StreamName.CyclePartition(Town, Year.Key));
        Verified = await CommandLine.RunAsync(["verify", _data.Path]);
        await RunWithoutKillsAsync(begin, stop.Token);
        Elapsed = watch.Elapsed;
    }

    // What people did, at its moments, on the same policies and mails: a process that nobody kills.
    async Task RunWithoutKillsAsync(DateTimeOffset begin, CancellationToken stop)
    {
        var partition = StreamName.CyclePartition(Town, Year.Key);
        Acts = [.. Appends.Where(a => a.By != Append.System).Select(a => new RehearsedAct(a.At, new(partition, a.Stream), a.By, a.Events))];
        await using var journal = new Journal(_data.Path, NullLogger<Journal>.Instance);
        await using var rehearsal = await Rehearsal.OfAsync(Town, begin, journal, new FolderFiles(_data.Path), new PeopleFile(_data.Path), OwnClosures.None, withCycles: false, stop);
        await rehearsal.RunAsync(Acts, stop);
        // It goes on to the end; the killed one ended with the second publication.
        var end = Appends[^1].At;
        WithoutKills = [.. rehearsal.Mails.Where(m => m.At <= end)];
    }

    public ValueTask DisposeAsync()
    {
        foreach (var clerk in _clerks) clerk.Dispose();
        _data.Dispose();
        return ValueTask.CompletedTask;
    }

    // Half of the kills aim at the hours at which the product acts, one lets the city reorganise, the others come at any moment while people write.
    static IEnumerable<(DateTimeOffset At, bool IsMailHour)> KillMoments(CycleDates dates, Random random)
    {
        var calendar = new BusinessCalendar([], YearlySpan.DefaultQuietDays);
        var nine = new TimeOnly(9, 0);
        DateTimeOffset[] acting =
        [
            TokyoTime.At(dates.RequestDay, nine), TokyoTime.At(calendar.Add(dates.DueDay, -3), nine), TokyoTime.At(calendar.Add(dates.DueDay, 1), nine),
            TokyoTime.At(calendar.Add(dates.DueDay, 3), nine), TokyoTime.EndOf(dates.LockDay), TokyoTime.At(dates.PublicationDay, new(10, 0)),
            _finalAt,
        ];
        var writing = (TokyoTime.At(dates.LockDay, nine) - acting[0]).TotalHours;
        var any = Enumerable.Range(0, Kills - acting.Length - 1).Select(_ => acting[0].AddHours(random.NextDouble() * writing));
        return acting.Select(at => (at, true)).Concat(any.Append(_reorganisedAt).Select(at => (at, false))).Order();
    }

    async Task KillAsync(ServerProcess server, DateTimeOffset moment, bool isMailHour, Random random, CancellationToken stop)
    {
        // One in five dies while it starts, reads its log and has not listened yet; the city waits for its day.
        if (random.Next(5) == 0 && moment != _reorganisedAt) await Task.Delay(random.Next(100, 700), stop);
        else
        {
            await server.Listening.WaitAsync(stop);
            await UntilAsync(server, () => server.Reached >= moment.AddHours(-1), stop, every: 2);
            if (isMailHour) await NextMailAsync(TimeSpan.FromMilliseconds(300), stop);
            else await Task.Delay(random.Next(150), stop);
        }
        if (server.HasEnded) throw new InvalidOperationException($"The server ended by itself: {server.Said}");
        await server.KillAsync();
    }

    // A mail that lies in the outbox has its claim and, for a moment, no outcome: the worst time to die.
    async Task NextMailAsync(TimeSpan patience, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var before = Count();
        while (watch.Elapsed < patience && Count() == before) await Task.Delay(1, stop);

        int Count() => Directory.Exists(_data.Of("outbox")) ? Directory.GetFiles(_data.Of("outbox"), "*.eml").Length : 0;
    }

    static async Task UntilAsync(ServerProcess server, Func<bool> reached, CancellationToken stop, int every = 20)
    {
        while (!reached())
        {
            if (stop.IsCancellationRequested) throw new TimeoutException($"The cycle came no further than {server.Reached:u}. {server.Said}");
            await Task.Delay(every, CancellationToken.None);
        }
    }

    Task UntilMailedAsync(ServerProcess server, StepKind kind, CancellationToken stop, int times = 1) =>
        UntilAsync(server, () => new Outbox(_data.Of("outbox")).Mails().Select(m => m.Key).Where(k => StepKey.KindOf(k) == kind).Distinct().Count() == times, stop);

    // The server is dead: one process holds a data folder.
    async Task ReorganiseAsync(string sample)
    {
        var organisation = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(sample, "organisation.json")))!;
        var department = organisation["departments"]!.AsArray().Single(d => (string)d!["key"]! == Passed)!;
        (department["printedAs"] ??= new JsonArray()).AsArray().Add((string)department["name"]!);
        (department["key"], department["name"], department["succeeds"]) = (Successor, "環境政策課", new JsonArray(Passed));
        var file = _data.Of("organisation-after.json");
        await File.WriteAllTextAsync(file, organisation.ToJsonString());
        Assert.Equal(0, await CommandLine.RunAsync(["import", Path.Combine(sample, "plan.json"), file, "--data", _data.Path]));
        _isReorganised = true;
    }

    async Task WorkAtTheDeskAsync(ServerProcess server, CycleDates dates, CancellationToken stop)
    {
        using var desk = new DeskWork(server, Town, Year);
        try
        {
            await desk.StartAsync(_publicationDay, stop,
                Typed("escalateAutomatically", "true"), Typed("needsConfirmation", "true"), Typed("approval", "required"),
                Typed("review.1.name", "行政改革推進本部会議"), Typed("review.1.day", $"{_reviewedOn:yyyy-MM-dd}"), Typed("review.1.required", "true"));
            await UntilAsync(server, () => server.Reached > TokyoTime.At(dates.RequestDay.AddDays(1), new(12, 0)), stop);
            await desk.PressAsync($"requests/{ByHand}/delivery", $"requests/{ByHand}/channel", stop, Typed("channel", "byHand"));
            await desk.PressAsync($"requests/{Extended}/extend", $"requests/{Extended}/extend", stop, Typed("dueDay", "2026-07-28"), Typed("reason", "担当者の急病のため。"));
            await desk.PressAsync($"requests/{HandedOver}", $"requests/{HandedOver}/handover", stop, Typed("address", "jinji-2@city.mizuhono.example.jp"), Typed("name", "後任の職員"), Typed("link", "stay"));
            // Not before its superior has confirmed what was handed in.
            var item = _city.Plan.Items.First(i => i.LeadDepartments!.Contains(_city.Organisation.Departments.Single(d => d.Key == Returned).Name)).Key;
            await desk.PressAsync($"requests/{Returned}/return", $"requests/{Returned}/return", stop, Typed($"item.{item}", "true"), Typed("reason", "数値を確認してください。"), Typed("dueDay", "2026-07-27"));
            await UntilAsync(server, () => _isReorganised, stop);
            await desk.PressAsync("organisation", "organisation", stop);
            while (server.Reached < TokyoTime.EndOf(dates.LockDay))
            {
                await desk.HandOverDueAsync(ByHand, stop);
                await Task.Delay(300, stop);
            }
            await UntilAsync(server, () => server.Reached > TokyoTime.EndOf(dates.LockDay).AddHours(9), stop);
            foreach (var department in _clerks.Select(c => c.Department == Passed ? Successor : c.Department)) await desk.SettleAsync(department, stop);
            await desk.PressAsync("", "compile", stop);
            await desk.PressAsync("reviews/s1", "reviews/s1/open", stop, Typed("number", "資料1"));
            await UntilAsync(server, () => server.Reached > TokyoTime.At(_reviewedOn, new(12, 0)), stop);
            await desk.PressAsync("reviews/s1", "reviews/s1/conclude", stop, Typed("outcome", "Agreed"), Typed("day", $"{_reviewedOn:yyyy-MM-dd}"), Typed("text", ""));
            await desk.PressAsync("approval", "approval/record", stop, Typed("day", $"{_reviewedOn:yyyy-MM-dd}"), Typed("reference", "企行第45号"), Typed("post", "市長"));
            await desk.CompileAndReleaseAsync(stop);
            await UntilMailedAsync(server, StepKind.NoticeFinals, stop);
            await desk.SettleAsync(Provisional, stop);
            await desk.PressAsync("", "compile", stop);
            await desk.PressAsync("approval", "approval/record", stop, Typed("day", $"{_finalOn:yyyy-MM-dd}"), Typed("reference", "企行第61号"), Typed("post", "市長"));
            await desk.CompileAndReleaseAsync(stop);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"The office could not do its work. {desk.LastRefusal}", e);
        }

        static KeyValuePair<string, string> Typed(string name, string value) => new(name, value);
    }

    async Task WorkInTheDepartmentsAsync(ServerProcess server, CycleDates dates, Random random, CancellationToken stop)
    {
        var first = TokyoTime.At(dates.RequestDay, new(12, 0));
        var hours = (TokyoTime.EndOf(dates.LockDay) - first).TotalHours;
        foreach (var department in _city.Organisation.Departments.Select(d => d.Key).Where(k => k != "gakkou"))
        {
            DateTimeOffset? handsInAt = department switch
            {
                Passed => null,
                Returned => first.AddDays(7),
                Provisional => first.AddDays(9),
                _ => first.AddHours(random.NextDouble() * 0.8 * hours),
            };
            _clerks.Add(new(department, server, new(_data.Of("outbox")), _city, Year, handsInAt, random.Next()));
        }
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var superiors = Task.Run(() => ConfirmAsync(server, done.Token), stop);
        await Task.WhenAll(_clerks.Select(c => Task.Run(async () =>
        {
            await c.WorkAsync(() => server.Reached, TokyoTime.EndOf(dates.LockDay), stop);
            if (c.Department is Returned or Provisional) await c.AnswerAgainAsync(stop);
        }, stop)));
        // The last answers need their superior's word, too.
        await UntilMailedAsync(server, StepKind.NoticeFinals, stop);
        await done.CancelAsync();
        await superiors;
    }

    // Each superior follows the link in its mail and confirms.
    async Task ConfirmAsync(ServerProcess server, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new(server.FormAddress), Timeout = TimeSpan.FromSeconds(20) };
        var confirmed = new HashSet<string>();
        while (!stop.IsCancellationRequested)
        {
            foreach (var mail in new Outbox(_data.Of("outbox")).Mails().Where(m => StepKey.KindOf(m.Key) == StepKind.Confirm && !confirmed.Contains(m.Key)))
            {
                try
                {
                    var path = new Uri(mail.Body.Split('\n').First(l => l.TrimEnd().EndsWith("/confirm", StringComparison.Ordinal)).Trim()).AbsolutePath;
                    var page = await Page.GetAsync(http, path);
                    if (page.Html.Contains($"action=\"{path}\"", StringComparison.Ordinal)) page = await page.PostAsync(http, path, [new("who", "superior"), new("post", "")]);
                    if (page.Html.Contains("確認を記録しました", StringComparison.Ordinal) || !page.Html.Contains($"action=\"{path}\"", StringComparison.Ordinal)) confirmed.Add(mail.Key);
                }
                catch (HttpRequestException)
                {
                    // The server is down; the superior tries again.
                }
                catch (OperationCanceledException)
                {
                }
            }
            await Task.Delay(250, CancellationToken.None);
        }
    }
}
