using System.Text;
using ReformFlow.App.Answers;
using ReformFlow.App.Changes;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Requests;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Reports;

/// <summary>Compiles an edition of a cycle's report: the document, its HTML and data, and the PDF where this machine can print.</summary>
public sealed class CompileEdition(Streams streams, CycleFinder cycles, Archive archive, ReportHtml html, IReportPrinter printer)
{
    /// <summary>Names of an edition's files.</summary>
    public const string Html = "report.html", Json = "report.json", Pdf = "report.pdf";

    /// <summary>Compiles what is handed in as of now; an edition with missing answers is a draft (案).</summary>
    /// <param name="draft">For a review: makes a draft of it in any case, with its 資料番号.</param>
    /// <returns>The new edition's number; the last edition's where nothing has changed since.</returns>
    public async Task<int> RunAsync(RunningCycle cycle, string by, CancellationToken cancellation, ReviewDraft? draft = null)
    {
        var (final, heads) = await SourceAsync(cycle, cancellation);
        var source = draft is null ? final : final with { IsDraft = true, DocumentNumber = draft.DocumentNumber };
        var document = ReportComposer.Compose(source);
        var hash = document.Hash();
        var content = final.IsDraft ? null : draft is null ? hash : ReportComposer.Compose(final).Hash();
        var same = cycle.Head.Editions.LastOrDefault() is { } last && last.Document == hash && last.IsDraft == source.IsDraft ? last : null;
        if (same?.Files.ContainsKey(Pdf) == true) return same.Number;
        // The same edition is made anew only where it gains its PDF.
        var pdf = await printer.PrintAsync(document, cancellation);
        if (same is not null && pdf is null) return same.Number;

        var town = cycle.Settings.Town;
        var files = new Dictionary<string, string>
        {
            [Html] = await archive.StoreAsync(town, Encoding.UTF8.GetBytes(await html.RenderAsync(document, ReportStyle.OwnFonts)), cancellation),
            [Json] = await archive.StoreAsync(town, CanonicalJson.Write(document), cancellation),
        };
        if (pdf is not null) files[Pdf] = await archive.StoreAsync(town, pdf, cancellation);

        var number = 0;
        await streams.ChangeAsync<CycleHead>(StreamName.Cycle(town, cycle.Settings.Key), by, head =>
        {
            // Somebody who compiled the same at the same time was faster: theirs is the edition, with the PDF that they made.
            if (head.Editions.LastOrDefault() is { } faster && faster.Number != same?.Number && faster.Document == hash && faster.IsDraft == source.IsDraft && (pdf is null || faster.Files.ContainsKey(Pdf)))
            {
                number = faster.Number;
                return [];
            }
            number = head.Editions.Count + 1;
            return [new EditionCompiled(number, hash, source.IsDraft, files, heads) { Content = content, DocumentNumber = source.DocumentNumber, TextsFile = TextsFile(cycle) }];
        }, cancellation);
        return number;
    }

    /// <summary>What an edition was composed from, folded again from the log at the hashes that it recorded.</summary>
    public async Task<ReportSource> SourceOfAsync(StartedCycle cycle, EditionCompiled edition, CancellationToken cancellation)
    {
        var requests = new List<ReadRequest>();
        // Departments may have passed items on since.
        cycle = cycle with { Head = await HeadAtAsync(cycle, edition.Number, cancellation) };
        foreach (var request in Readable(cycle.Head))
        {
            var name = cycle.StreamOf(request.Department);
            var appends = edition.Heads.GetValueOrDefault(name.Name) is { Length: > 0 } hash ? Until(hash, await streams.ReadAsync(name, cancellation)) : [];
            var head = (RequestHead)Head.Empty(name.Name);
            // Each append carries the hash of the one before it; nothing is computed anew.
            for (var i = 0; i < appends.Count; i++) head = (RequestHead)head.After(appends[i], i + 1 < appends.Count ? appends[i + 1].Previous : edition.Heads[name.Name]);
            requests.Add(new(request, head, appends));
        }
        return await NamedAsync(cycle, Source(cycle, requests) with { Texts = await TextsAsync(cycle, edition.TextsFile, cancellation) }, cancellation);
    }

    // The office's own texts that hold now.
    static string? TextsFile(StartedCycle cycle) => cycle.Head.Texts.LastOrDefault()?.File;

    async Task<OfficeTexts?> TextsAsync(StartedCycle cycle, string? file, CancellationToken cancellation) =>
        file is null ? null : await archive.OfficeTextsAsync(cycle.Settings.Town, file, cancellation);

    async Task<CycleHead> HeadAtAsync(StartedCycle cycle, int edition, CancellationToken cancellation)
    {
        if (cycle.Head.Adoption is null) return cycle.Head;
        var head = Head.Empty(cycle.Stream.Name);
        var appends = await streams.ReadAsync(cycle.Stream, cancellation);
        for (var i = 0; i < appends.Count; i++)
        {
            // As below: an append of an older version of the product need not be written today in the bytes that it had.
            head = head.After(appends[i], i + 1 < appends.Count ? appends[i + 1].Previous : "");
            if (appends[i].Events.OfType<EditionCompiled>().Any(e => e.Number == edition)) break;
        }
        return (CycleHead)head;
    }

    // What a department accepted before it passed all on is still the cycle's.
    static IEnumerable<Responsibility> Readable(CycleHead head) => head.Settings!.Requests
        .Concat(head.Passed.Select(p => p.From).Distinct().Where(d => head.Settings.Requests.All(r => r.Department != d)).Select(d => new Responsibility(d, [])));

    static List<Append> Until(string hash, IReadOnlyList<Append> appends) =>
        [.. appends.Take(appends.ToList().FindIndex(a => a.Previous == hash) is > 0 and var next ? next : appends.Count)];

    async Task<(ReportSource Source, IReadOnlyDictionary<string, string> Heads)> SourceAsync(RunningCycle cycle, CancellationToken cancellation)
    {
        var requests = new List<ReadRequest>();
        foreach (var request in Readable(cycle.Head))
        {
            // The stream may have grown since its head was read: the report tells of one moment.
            var head = cycle.Requests.GetValueOrDefault(request.Department) ?? await cycles.RequestAsync(cycle, request.Department, cancellation);
            requests.Add(new(request, head, [.. (await streams.ReadAsync(cycle.StreamOf(request.Department), cancellation)).TakeWhile(a => a.Version <= head.Version)]));
        }
        var facts = (await streams.ReadAsync(cycle.Stream, cancellation)).SelectMany(a => a.Events).ToList();
        var source = (await NamedAsync(cycle, Source(cycle, requests), cancellation)) with { Texts = await TextsAsync(cycle, TextsFile(cycle), cancellation), IsDraft = CyclePolicy.Missing(cycle.Settings, cycle.Requests.Values).Any(), Reviews = ReviewRecord.Of(cycle.Head.Reviews, facts) };
        return (source with { Corrections = await CorrectionsAsync(cycle, source, facts, cancellation) }, requests.ToDictionary(r => r.Head.Stream, r => r.Head.Hash));
    }

    // Against the edition that the public reads, or the last one before it that says something else: so that the same answers compiled again give the same edition.
    async Task<Corrections?> CorrectionsAsync(StartedCycle cycle, ReportSource source, IReadOnlyList<Event> facts, CancellationToken cancellation)
    {
        foreach (var edition in cycle.Head.Editions.Where(e => e.PublishedAt is not null).OrderByDescending(e => e == cycle.Head.Published()).ThenByDescending(e => e.PublishedAt))
            if (DifferenceList.Between(await SourceOfAsync(cycle, facts.OfType<EditionCompiled>().First(e => e.Number == edition.Number), cancellation), source) is { IsEmpty: false } list)
                return new(new($"第{edition.Number}版", TokyoTime.DayOf(edition.PublishedAt!.Value)), list);
        return null;
    }

    sealed record ReadRequest(Responsibility Request, RequestHead Head, IReadOnlyList<Append> Appends);

    static ReportSource Source(StartedCycle cycle, IReadOnlyList<ReadRequest> requests)
    {
        var plan = cycle.Plan;
        var standings = new Dictionary<string, AnswerStanding>();
        var changes = new List<PlanChange>();
        foreach (var (request, head, appends) in requests)
        {
            changes.AddRange(AcceptedChanges.Of(cycle, Proposal.Of(request.Department, appends)));
            var handedIn = HandedIn.Of(appends);
            // What has passed to another department since is printed from there, and what a supporting one gave is the writing one's to use.
            if (handedIn.Sheet is { } sheet) plan = PlanAnswers.Overlay(plan, cycle.Settings.Period, new(sheet.Values.Where(v => request.Items.Contains(v.Key.Item))));
            foreach (var item in request.Items) standings[item] = Standing(head, handedIn.Has(item) ? handedIn.Sheet : null, item, appends);
        }
        return new(cycle.Template, plan, cycle.Settings.Period, standings) { Changes = AcceptedChanges.InPlanOrder(changes, plan) };
    }

    // Departments in 建制順, and under their present names where the template asks for them.
    async Task<ReportSource> NamedAsync(StartedCycle cycle, ReportSource source, CancellationToken cancellation)
    {
        var head = cycle.Head;
        var former = await cycles.FormerAsync(head, cancellation);
        var known = former.SelectMany(f => f.Departments).ToList();
        // A department that is no more stands where its successor does.
        source = source with
        {
            DepartmentOrder = [.. from d in cycle.Municipality.Departments
                                  from one in known.Where(o => o.Key == d.Key || d.Succeeds.Any(s => s.Department == o.Key)).Prepend(d)
                                  from name in one.PrintedAs.Prepend(one.Name)
                                  select name],
        };
        if (cycle.Template.DepartmentsAsOf != DepartmentNames.Now || former.Count == 0) return source;
        var writing = cycle.Settings.Requests.SelectMany(r => r.Items.Select(i => (Item: i, Department: head.SuccessorOf(r.Department, i) ?? r.Department))).ToDictionary(w => w.Item, w => w.Department);
        var present = await archive.MunicipalityAsync(cycle.Settings.Town, cycle.Settings.OrganisationFile, cancellation);
        return source with { Plan = PresentNames.In(source.Plan, writing, [.. former, present], head.Passed) };
    }

    static AnswerStanding Standing(RequestHead head, AnswerSheet? submitted, string item, IReadOnlyList<Append> appends) => head switch
    {
        { AcceptedAt: not null } => AnswerStanding.Accepted,
        _ when head.IsAskingFinals() && StaysAccepted(head, item, appends) => AnswerStanding.Accepted,
        { Print: MissingAnswer.LastYear } when submitted is null => AnswerStanding.LastYear,
        { Print: MissingAnswer.Blank } when submitted is null => AnswerStanding.Blank,
        { Print: MissingAnswer.NotApplicable } when submitted is null => AnswerStanding.NotApplicable,
        { WithdrawnAt: not null } when submitted is null => AnswerStanding.Withdrawn,
        _ when submitted is null => AnswerStanding.Missing,
        _ => AnswerStanding.Submitted,
    };

    // Asking for final figures takes nothing back: what was accepted before stays so until the figures come in, and the other items beyond that.
    static bool StaysAccepted(RequestHead head, string item, IReadOnlyList<Append> appends)
    {
        var asked = appends.LastOrDefault(a => a.Events.Any(e => e is FinalsAsked))?.Version ?? 1;
        return (head.SubmittedAt is null || head.ReturnedItems.All(r => r.Item != item))
            && appends.TakeWhile(a => a.Version < asked).SelectMany(a => a.Events).LastOrDefault(e => e is Submitted or Returned or Accepted) is Accepted;
    }
}

/// <summary>An edition made for a review.</summary>
/// <param name="DocumentNumber">資料番号, printed on it; null for none.</param>
public sealed record ReviewDraft(string? DocumentNumber);
