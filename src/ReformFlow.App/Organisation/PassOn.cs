using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Organisation;

/// <summary>Passes a department's request on to its successors: closes it there first, then brings answers and standing to each; may be repeated after a crash anywhere in between.</summary>
public sealed class PassOn(Streams streams, IDoorbell doorbell)
{
    /// <summary>What one append of copied answers may weigh; the rest goes into the next.</summary>
    const int MostCharacters = 150_000;

    /// <summary>The outcome of the step.</summary>
    public async Task<StepOutcome> RunAsync(StartedCycle cycle, string from, string key, CancellationToken cancellation)
    {
        var adoption = cycle.Head.Adoption!;
        List<Succession> successions = [.. adoption.Successions.Where(s => s.From == from)];
        var isLate = false;
        var stream = cycle.StreamOf(from);
        await streams.ChangeAsync<RequestHead>(stream, Append.System, head =>
        {
            if (head.PassedOnIn == adoption.Number) return [];
            // Handed in while this was on its way: it stays, and passes on when it is asked for again.
            isLate = !TakingOver.IsDue(head);
            var kept = Kept(cycle, from, successions);
            return isLate ? [] : [new PassedOn(adoption.Number, successions, kept.Items.Count + kept.Parts.Count == 0)];
        }, cancellation);
        if (isLate) return new StepDropped(key, "Handed in meanwhile.");

        // Nothing can be written there any more, so what is read now is all.
        var appends = await streams.ReadAsync(stream, cancellation);
        foreach (var succession in PassedIn(appends, adoption.Number).Successions) await TakeOverAsync(cycle, succession, adoption.Number, appends, cancellation);
        await RecountAsync(cycle, from, successions, cancellation);
        // The successors' requests begin with the outcome that is recorded next; the bell is heard after it.
        await doorbell.RingAsync(cycle.Place, cancellation);
        return new RequestPassed(key, successions);
    }

    /// <summary>Ends the link of a post that changed hands; a request that was handed over to somebody else stays with that person.</summary>
    public async Task<StepOutcome> RenewAsync(StartedCycle cycle, string department, string key, CancellationToken cancellation)
    {
        var number = cycle.Head.Adoption!.Number;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), Append.System,
            head => head.RenewedIn == number || head.Person is not null || head.PassedOnAt is not null ? [] : [new PostChanged(number, head.Generation + 1)], cancellation);
        await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
        return new PostRenewed(key);
    }

    async Task TakeOverAsync(StartedCycle cycle, Succession succession, int adoption, IReadOnlyList<Append> appends, CancellationToken cancellation)
    {
        // Who writes an item gives it no part; what was given stays on record where it was.
        List<string> parts = [.. (succession.Parts ?? []).Except(succession.Items).Except(Request(cycle, succession.To).Items)];
        List<string> all = [.. succession.Items, .. parts];
        if (all.Count == 0) return;
        var (before, head) = Before(appends, adoption);
        var (handedIn, now) = (HandedIn.Of(before), AnswerHistory.Now(before));
        var brought = all.Where(handedIn.Has).ToList();
        var handed = new AnswerSheet(handedIn.Sheet?.Values.Where(v => brought.Contains(v.Key.Item)));
        // First what was handed in, then what the draft has made of it.
        List<Event> copies = [.. handed.Values.Select(Changed)];
        if (brought.Count > 0) copies.Add(new HandedInBefore(brought));
        copies.AddRange(now.Values.Where(v => all.Contains(v.Key.Item) && v.Value != handed[v.Key]).Select(Changed));
        copies.AddRange(handed.Values.Where(v => now[v.Key].IsEmpty()).Select(v => Changed(new(v.Key, AnswerValue.Empty))));

        var stream = cycle.StreamOf(succession.To);
        for (var rest = copies; ;)
        {
            var part = Part(rest);
            var isLast = part.Count == rest.Count;
            var known = false;
            await streams.ChangeAsync<RequestHead>(stream, Append.System, async to =>
            {
                known = to.Taken.Any(t => t.Adoption == adoption && t.From == succession.From);
                if (known) return [];
                var sheet = AnswerHistory.At(await streams.ReadAsync(stream, cancellation), to.Version);
                List<Event> added = [.. part.Select(e => e is AnswerChanged changed && parts.Contains(changed.Item) ? Joined(changed, sheet) : e)];
                if (!isLast) return added;
                var request = Request(cycle, succession.To);
                List<string> own = [.. request.Items.Union(request.Parts).Union(to.Taken.SelectMany(t => t.Items)).Except(all)];
                var standing = TakingOver.Of(cycle.Settings, head, to, all, own);
                sheet = sheet.With(added.OfType<AnswerChanged>());
                var given = cycle.Head.Adoption!.Successions.Where(s => s.To == succession.To).SelectMany(s => s.Parts ?? []).Union(request.Parts).Except(request.Items).ToList();
                var passed = PassedIn(appends, adoption);
                // A department that keeps items keeps its proposals too.
                List<Event> proposals = passed.IsWhole ? [.. Proposals(before, succession, to, ReferenceEquals(succession, passed.Successions[0]))] : [];
                return [.. added, .. Counted(cycle, [.. own.Union(all).Except(given)], [.. own.Union(all).Where(given.Contains)], sheet), .. proposals, new TookOver(adoption, succession.From, all, standing)];
            }, cancellation);
            if (known || isLast) return;
            rest = [.. rest.Skip(part.Count)];
        }
    }

    // A department that keeps some of its items counts only those.
    async Task RecountAsync(StartedCycle cycle, string from, IReadOnlyList<Succession> successions, CancellationToken cancellation)
    {
        var kept = Kept(cycle, from, successions);
        if (kept.Items.Count + kept.Parts.Count == 0) return;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(from), Append.System, async head =>
        {
            var sheet = AnswerHistory.At(await streams.ReadAsync(cycle.StreamOf(from), cancellation), head.Version);
            return [.. Counted(cycle, kept.Items, kept.Parts, sheet).Where(c => c is DraftSaved saved && (saved.Filled, saved.Required) != (head.Filled, head.Required))];
        }, cancellation);
    }

    static IEnumerable<Event> Counted(StartedCycle cycle, IReadOnlyList<string> items, IReadOnlyList<string> parts, AnswerSheet sheet)
    {
        var progress = cycle.Plan.Items.Where(i => items.Contains(i.Key!)).Aggregate(new Progress(0, 0, false), (sum, item) => sum + Drafts.Progress(cycle, item, sheet));
        if (FormFields.Part(cycle.Template) is { } part) progress = parts.Aggregate(progress, (sum, item) => sum + FormFields.Progress([part], item, sheet));
        if (progress.Begun) yield return new DraftSaved(progress.Filled, progress.Required);
    }

    // What still waits for the office is asked in the successor's name; a new item goes with the first.
    static IEnumerable<ChangeProposed> Proposals(IReadOnlyList<Append> before, Succession succession, RequestHead to, bool isFirst)
    {
        var next = to.Changes.Proposed;
        foreach (var proposal in Proposal.Of(succession.From, before).Where(p => p.IsOpen && (p.Proposed.Item is { } item ? succession.Items.Contains(item) : isFirst)))
            yield return proposal.Proposed with { Number = ++next };
    }

    static PassedOn PassedIn(IReadOnlyList<Append> appends, int adoption) => appends.SelectMany(a => a.Events).OfType<PassedOn>().First(p => p.Adoption == adoption);

    static (IReadOnlyList<Append> Appends, RequestHead Head) Before(IReadOnlyList<Append> appends, int adoption)
    {
        List<Append> before = [.. appends.TakeWhile(a => !a.Events.OfType<PassedOn>().Any(p => p.Adoption == adoption))];
        var head = Head.Empty(appends[0].Stream);
        // The hash on record is the next append's: what an older version wrote may be written otherwise today.
        for (var i = 0; i < before.Count; i++) head = head.After(before[i], appends[i + 1].Previous);
        return (before, (RequestHead)head);
    }

    static List<Event> Part(List<Event> events)
    {
        var weight = 0;
        return [.. events.TakeWhile((e, i) => (weight += e is AnswerChanged changed ? changed.Value.Text.Length + 100 : 100) <= MostCharacters || i == 0)];
    }

    // Two parts in one item become one text, once however often this is repeated.
    static AnswerChanged Joined(AnswerChanged come, AnswerSheet own)
    {
        var there = own[new(come.Item, come.Field)];
        return there.IsEmpty() ? come : come with { Value = there with { Text = there.Text.Contains(come.Value.Text, StringComparison.Ordinal) ? there.Text : $"{there.Text}\n{come.Value.Text}" } };
    }

    static (IReadOnlyList<string> Items, IReadOnlyList<string> Parts) Kept(StartedCycle cycle, string from, IReadOnlyList<Succession> successions)
    {
        var request = Request(cycle, from);
        List<string> items = [.. request.Items.Except(successions.SelectMany(s => s.Items))];
        return (items, successions.All(s => s.Parts is null) ? items.Count == 0 ? [] : request.Parts : [.. request.Parts.Except(successions.SelectMany(s => s.Parts ?? []))]);
    }

    static Responsibility Request(StartedCycle cycle, string department) => cycle.Settings.Requests.FirstOrDefault(r => r.Department == department) ?? new(department, []);

    static AnswerChanged Changed(KeyValuePair<ItemField, AnswerValue> value) => new(value.Key.Item, value.Key.Field, value.Value);
}
