using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>Two workers tend one log over a whole cycle, in many interleavings with each other and with the people.</summary>
public sealed class TwoWorkersTests(ITestOutputHelper output)
{
    const int Runs = 40;

    static readonly DateTimeOffset _end = TokyoTime.At(MemoryTown.PublicationDay, new(10, 0)).AddDays(1);

    [Fact]
    public async Task Two_workers_send_every_mail_once()
    {
        var (mails, claims) = (0, 0);
        for (var seed = 1; seed <= Runs; seed++)
        {
            var town = await RunAsync(seed, Claims.AtTheirVersion);
            var appends = town.Log.All(MemoryTown.Partition);
            var doubled = town.Postbox.Sent.GroupBy(m => m.Key).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
            Assert.True(doubled.Count == 0, $"Seed {seed}: {string.Join(", ", doubled)} were sent twice.");
            Assert.True(!appends.OutcomesWithoutClaim().Any(), $"Seed {seed}: no claim precedes {string.Join(", ", appends.OutcomesWithoutClaim())}.");
            Assert.True(!appends.ChasesAfterSubmission().Any(), $"Seed {seed}: {string.Join(", ", appends.ChasesAfterSubmission())} came after a submission.");
            foreach (var outcomes in appends.SelectMany(a => a.Events).OfType<StepOutcome>().GroupBy(o => o.Key))
                Assert.True(outcomes.Count() == 1, $"Seed {seed}: {outcomes.Key} has {outcomes.Count()} outcomes.");
            foreach (var department in MemoryTown.Departments)
                Assert.True(town.FactsOf(department).OfType<Submitted>().Count() == town.FactsOf(department).OfType<ReceiptSent>().Count(), $"Seed {seed}: {department} lacks a receipt.");
            Assert.True(town.Postbox.OfKind(StepKind.NoticePublished).Any(), $"Seed {seed}: nothing was published.");
            mails += town.Postbox.Sent.Count;
            claims += appends.SelectMany(a => a.Events).OfType<StepClaimed>().Count();
        }
        output.WriteLine($"{Runs} cycles, {claims} claims, {mails} mails, each once.");
    }

    // The two below show that the test would see what claims, and their expected version, are there for.
    [Theory]
    [InlineData(Claims.Swallowed)]
    [InlineData(Claims.AtAnyVersion)]
    internal async Task Workers_without_true_claims_double_mails(Claims claims)
    {
        var doubled = 0;
        for (var seed = 1; seed <= Runs / 4; seed++) doubled += (await RunAsync(seed, claims)).Postbox.Doubled;

        output.WriteLine($"{claims}: {doubled} mails doubled in {Runs / 4} cycles.");
        Assert.True(doubled > 0, "No mail was doubled; the interleavings are too tame to show anything.");
    }

    static async Task<MemoryTown> RunAsync(int seed, Claims claims)
    {
        var town = await MemoryTown.StartedAsync();
        var random = new Random(seed);
        var log = new SlowLog(town.Log, random, claims);
        using var one = town.Worker("one", log);
        using var other = town.Worker("other", log);
        new Interleaving(random).Run(() => LiveThroughAsync(town, log, random, one.GetRequiredService<Performer>(), other.GetRequiredService<Performer>()));
        return town;
    }

    static async Task LiveThroughAsync(MemoryTown town, SlowLog log, Random random, params Performer[] workers)
    {
        while (town.Time.Now < _end)
        {
            // Most people act at the very hour at which reminders leave, where it matters who is faster.
            var odds = TokyoTime.TimeOf(town.Time.Now) == new TimeOnly(9, 0) ? 3 : 40;
            var people = MemoryTown.Departments.Where(_ => random.Next(odds) == 0).Select(d => ActAsync(town, log, random, d)).ToList();
            if (TokyoTime.DayOf(town.Time.Now) > MemoryTown.Dates.LockDay) people.Add(ReleaseAsync(town, log));
            var looks = await Task.WhenAll(workers.Select(w => TendAllAsync(w, random)));
            await Task.WhenAll(people);
            // What people did rings the bell: the workers look again before time passes.
            if (people.Count > 0) looks = await Task.WhenAll(workers.Select(w => TendAllAsync(w, random)));
            var next = looks.Where(l => l > town.Time.Now).Min() ?? _end;
            town.Time.Now = next < town.Time.Now.AddHours(12) ? next : town.Time.Now.AddHours(12);
        }
    }

    static async Task<DateTimeOffset?> TendAllAsync(Performer worker, Random random)
    {
        var places = MemoryTown.Departments.Append<string?>(null).ToArray();
        random.Shuffle(places);
        DateTimeOffset? first = null;
        foreach (var department in places)
        {
            var look = department is null
                ? await worker.TendAsync(new(MemoryTown.Town, MemoryTown.Cycle), default)
                : await worker.TendAsync(new(MemoryTown.Town, MemoryTown.Cycle, department), default);
            if (first is null || look < first) first = look ?? first;
        }
        return first;
    }

    static async Task ActAsync(MemoryTown town, SlowLog log, Random random, string department)
    {
        // So that people act in the midst of the workers' round, not only at its beginning.
        for (var turns = random.Next(60); turns > 0; turns--) await Task.Yield();
        await town.WriteAsync(department, head => ActOf(head, town.Time.Now, random), log);
    }

    // A department hands in, and now and then the office returns what it handed in.
    static Event? ActOf(RequestHead head, DateTimeOffset now, Random random) => head switch
    {
        { RequestedAt: null } or { LockedAt: not null } => null,
        { SubmittedAt: null } => new Submitted(head.Round),
        _ when head.Round < 3 && random.Next(4) == 0 => new Returned([], "数値を確認してください。", TokyoTime.DayOf(now).AddDays(14)),
        _ => null,
    };

    static Task ReleaseAsync(MemoryTown town, SlowLog log) => new Streams(log, town.Time).ChangeAsync<Core.Cycles.CycleHead>(
        StreamName.Cycle(MemoryTown.Town, MemoryTown.Cycle), "office",
        head => head.Editions.Count > 0 ? [] : [new EditionCompiled(1, "", false, new Dictionary<string, string>(), new Dictionary<string, string>()), new Released(1)], default);
}
