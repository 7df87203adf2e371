using System.Net;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Calendar;
using ReformFlow.Local.Mail;

namespace ReformFlow.Local.Demo;

/// <summary>The sample city's cycle, driven from outside: mails are read in the outbox, forms are posted over HTTP, at the days when real people would.</summary>
sealed class DemoCycle(HttpClient http, VirtualClock clock, Outbox outbox, SampleCity city, Timeline timeline, string site, Func<string> signInPath)
{
    static readonly Period _year = new(new FiscalYear(2025));
    static readonly DateOnly _startDay = new(2026, 6, 15);
    static readonly DateOnly _publicationDay = new(2026, 8, 27);

    const string NeverAnswers = "kankyou", AnswersLate = "kanzai", TwoWindows = "zeimu", Provisional = "zaisei";

    readonly BusinessCalendar _calendar = new(city.Organisation.Closures, YearlySpan.DefaultQuietDays);
    int _mailsSeen;

    string Town => city.Organisation.Municipality.Key;
    string Desk => $"{site}/{Town}/desk";

    /// <summary>The moment at which the demo's clock begins.</summary>
    public static DateTimeOffset Begin => TokyoTime.At(_startDay, new(8, 30));

    /// <summary>Runs the cycle until its report is public.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var dates = CycleDates.Backwards(_publicationDay, _calendar);
        var publication = TokyoTime.At(_publicationDay, new(10, 0));
        foreach (var (at, act) in Acts(dates).OrderBy(a => a.At))
        {
            var reached = clock.WaitUntilAsync(at);
            while (!reached.IsCompleted)
            {
                await Task.WhenAny(reached, Task.Delay(50, cancellation));
                cancellation.ThrowIfCancellationRequested();
                TellMails();
                timeline.Show(clock.GetUtcNow(), Begin, publication);
            }
            using (await reached)
            {
                TellMails();
                timeline.Say(at, await act());
            }
        }
        timeline.End();
    }

    IEnumerable<(DateTimeOffset At, Func<Task<string>> Act)> Acts(CycleDates dates)
    {
        yield return (TokyoTime.At(_startDay, new(10, 0)), () => StartAsync(dates));
        var writers = city.Organisation.Departments.Where(d => d.Key != "gakkou").Select(d => d.Key).ToList();
        foreach (var (department, index) in writers.Where(w => w is not (NeverAnswers or AnswersLate)).Select((w, i) => (w, i)))
        {
            var (drafting, handingIn) = (_calendar.Add(dates.RequestDay, 2 + index), _calendar.Add(dates.RequestDay, 6 + index));
            yield return (TokyoTime.At(drafting, new(10, 15)), () => DraftAsync(department));
            if (department == TwoWindows) yield return (TokyoTime.At(drafting, new(13, 40)), () => TwoWindowsAsync(department));
            yield return (TokyoTime.At(handingIn, new(15, 30)), () => SubmitAsync(department));
        }
        // The first reminder goes three business days before the due day, the second on the first one after it.
        yield return (TokyoTime.At(_calendar.Add(dates.DueDay, 1), new(11, 20)), () => SubmitAsync(AnswersLate));
        yield return (TokyoTime.At(_calendar.Add(dates.DueDay, 2), new(13, 30)), () => AcceptAsync(writers));
        yield return (TokyoTime.At(_calendar.Add(dates.LockDay, 1), new(9, 30)), () => CompileAsync("Draft compiled (案): one department is missing"));
        yield return (TokyoTime.At(_calendar.Add(dates.LockDay, 2), new(10, 0)), DecideMissingAsync);
        yield return (TokyoTime.At(_calendar.Add(dates.LockDay, 2), new(11, 0)), () => CompileAsync("Edition compiled"));
        yield return (TokyoTime.At(_calendar.Add(dates.LockDay, 4), new(14, 0)), ReleaseAsync);
        yield return (TokyoTime.At(_publicationDay, new(10, 5)), ReadPublicAsync);
    }

    async Task<string> StartAsync(CycleDates dates)
    {
        await SignInAsync();
        var proposal = await Page.GetAsync(http, $"{Desk}/start?plan={Plan.MainKey}&period={_year}&publicationDay={_publicationDay:yyyy-MM-dd}");
        await Must(proposal.PostAsync(http, $"/{Town}/desk/start", [new("period", _year.ToString())]), $"/{_year.Key}");
        return $"The office starts the cycle: requests {dates.RequestDay:d MMM}, due {dates.DueDay:d MMM}, lock {dates.LockDay:d MMM}, publication {dates.PublicationDay:d MMM}";
    }

    // As «reformflow signin» lets somebody in who sits at the server.
    async Task SignInAsync()
    {
        var path = signInPath();
        await Must((await Page.GetAsync(http, site + path)).PostAsync(http, path, []), $"/{Town}/desk");
    }

    async Task<string> DraftAsync(string department)
    {
        var clerk = ClerkOf(department);
        await clerk.SaveAsync((_, form) => form.Remove("text.nextSteps"));
        return $"{Name(department)} saves drafts, one field still empty";
    }

    async Task<string> TwoWindowsAsync(string department)
    {
        var clerk = ClerkOf(department);
        var item = (await clerk.ItemsAsync())[0];
        var (one, other) = (await clerk.OpenAsync(item), await clerk.OpenAsync(item));
        await clerk.SaveAsync(one, item, [new("text.nextIssues", "口座振替の利用が伸び悩んでいる。")]);
        var asked = await clerk.SaveAsync(other, item, [new("text.nextIssues", "夜間に納められる場所が少ない。")]);
        if (!asked.Html.Contains("use.text.nextIssues", StringComparison.Ordinal)) throw new InvalidOperationException("Two windows changed one field and nobody was asked.");
        await clerk.SaveAsync(asked, item, [new("use.text.nextIssues", "mine"), new("text.nextIssues", "夜間に納められる場所が少ない。口座振替の利用も伸び悩んでいる。")]);
        return $"{Name(department)} edits one field in two windows, sees both and chooses";
    }

    async Task<string> SubmitAsync(string department)
    {
        var clerk = ClerkOf(department);
        await clerk.SaveAsync((item, form) =>
        {
            // Figures of the accounts are final only once these are settled.
            if (department == Provisional && item.Indicators?.FirstOrDefault(i => i.FinalOn is not null) is { } indicator)
                form[$"provisional.actual.{indicator.Key}.{_year.Year}"] = "true";
        });
        if (!await clerk.SubmitAsync()) throw new InvalidOperationException($"{department} could not hand in.");
        return $"{Name(department)} hands in{(department == Provisional ? ", one figure as 見込" : department == AnswersLate ? " after the second reminder" : "")}";
    }

    async Task<string> AcceptAsync(IEnumerable<string> writers)
    {
        var accepted = 0;
        foreach (var department in writers.Where(w => w != NeverAnswers))
        {
            var path = $"/{Town}/desk/{_year.Key}/requests/{department}";
            await Must((await Page.GetAsync(http, site + path)).PostAsync(http, $"{path}/accept", []), path);
            accepted++;
        }
        return $"The office accepts {accepted} submissions";
    }

    async Task<string> DecideMissingAsync()
    {
        var path = $"/{Town}/desk/{_year.Key}/requests/{NeverAnswers}";
        await Must((await Page.GetAsync(http, site + path)).PostAsync(http, $"{path}/missing", [new("print", "lastYear"), new("reason", "担当者の急病により、期限までに回答を得られなかったため。")]), path);
        return $"{Name(NeverAnswers)} never answered: the office decides to print last year's values";
    }

    async Task<string> CompileAsync(string words)
    {
        var path = $"/{Town}/desk/{_year.Key}";
        await Must((await Page.GetAsync(http, site + path)).PostAsync(http, $"{path}/compile", []), path);
        return words;
    }

    async Task<string> ReleaseAsync()
    {
        var path = $"/{Town}/desk/{_year.Key}";
        await Must((await Page.GetAsync(http, site + path)).PostAsync(http, $"{path}/release", []), path);
        return "The office releases the edition; it goes out at its hour";
    }

    async Task<string> ReadPublicAsync()
    {
        var report = await http.GetStringAsync($"{site}/{Town}/report/{_year.Key}/");
        if (!WebUtility.HtmlDecode(report).Contains(city.Plan.About.ReportTitle!, StringComparison.Ordinal)) throw new InvalidOperationException("The public page is not the report.");
        using var pdf = await http.GetAsync($"{site}/{Town}/report/{_year.Key}/report.pdf");
        if (pdf.IsSuccessStatusCode && !(await pdf.Content.ReadAsByteArrayAsync()).AsSpan().StartsWith("%PDF"u8)) throw new InvalidOperationException("The published PDF is none.");
        return pdf.IsSuccessStatusCode ? "A citizen reads the published report, on the page and as PDF" : "A citizen reads the published report; there is no PDF without a browser to print it";
    }

    /// <summary>The addresses to look at afterwards.</summary>
    public IEnumerable<(string What, string Address)> Addresses()
    {
        yield return ("Sign in once", $"{site}{signInPath()}");
        yield return ("Desk", $"{Desk}/{_year.Key}");
        yield return ("Outbox", $"{Desk}/outbox");
        yield return ("Public page", $"{site}/{Town}/report/{_year.Key}/");
        yield return ("PDF", $"{site}/{Town}/report/{_year.Key}/report.pdf");
    }

    void TellMails()
    {
        // Mails carry whole seconds; of a second that is over none can be missing, and none can come between those told already.
        var now = clock.GetUtcNow();
        var mails = outbox.Mails().TakeWhile(m => m.At.AddSeconds(1) <= now).Skip(_mailsSeen).ToList();
        _mailsSeen += mails.Count;
        foreach (var sent in mails.GroupBy(m => (m.At, Kind: StepKey.KindOf(m.Key))))
            timeline.Say(sent.Key.At, sent.Key.Kind switch
            {
                StepKind.Request => $"Requests mailed to {sent.Count()} departments",
                StepKind.Remind => $"Reminders mailed to {sent.Count()} ({string.Join(", ", sent.Select(m => Name(m.Key.Split('~')[3])))})",
                StepKind.Receipt => $"Receipt mailed to {Name(sent.First().Key.Split('~')[3])}",
                _ => $"Notice to the office: {sent.First().Subject}",
            });
    }

    Clerk ClerkOf(string department) => new(http, outbox, city, department, city.Organisation.Departments.Single(d => d.Key == department).Address!, _year);

    string Name(string department) => city.Organisation.Departments.Single(d => d.Key == department).Name;

    static async Task Must(Task<Page> posting, string leadsTo)
    {
        var page = await posting;
        if ((int)page.Status >= 400 || !page.Address.AbsolutePath.EndsWith(leadsTo, StringComparison.Ordinal))
            throw new InvalidOperationException($"{page.Address} answered {(int)page.Status} instead of leading to {leadsTo}.");
    }
}
