using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;

namespace ReformFlow.Tests.Golden;

/// <summary>What the log that the skeleton wrote says, in whichever store it lies.</summary>
static class GoldenHeads
{
    public const string Town = "mizuhono";

    /// <summary>Every partition of the golden log.</summary>
    public static readonly IReadOnlyList<string> Partitions = ["mizuhono~cycle~r7", "mizuhono~cycle~r8-1", "mizuhono~office", "mizuhono~plan~main"];

    /// <summary>Holds all that this version folds from the golden log against what happened in it.</summary>
    public static async Task CheckAsync(Func<string, Task<IReadOnlyList<Head>>> heads)
    {
        foreach (var partition in Partitions)
            Assert.All(await heads(partition), head => Assert.Equal(Head.CurrentShape, head.Shape));
        var office = (OfficeHead)Assert.Single(await heads("mizuhono~office"));
        Assert.Equal(["r7", "r8-1"], office.Cycles.Select(c => c.Key));
        Assert.NotNull(office.Organisation);
        Assert.Single(((PlanHead)Assert.Single(await heads("mizuhono~plan~main"))).Files);
        CheckFirst(await heads("mizuhono~cycle~r7"));
        CheckSecond(await heads("mizuhono~cycle~r8-1"));
    }

    static void CheckFirst(IReadOnlyList<Head> heads)
    {
        var cycle = heads.OfType<CycleHead>().Single();
        Assert.Equal((10, 6), (cycle.Version, cycle.Settings!.Requests.Count));
        Assert.Equal([true, false], cycle.Editions.Select(e => e.IsDraft));
        Assert.Equal(2, cycle.Published()!.Number);
        Assert.Equal(cycle.Steps.Count, cycle.Steps.Values.Count(s => s.Outcome is not null));

        var (zeimu, kanzai, soumu, jinji, kikaku, kankyou) = (Of("zeimu"), Of("kanzai"), Of("soumu"), Of("jinji"), Of("kikaku"), Of("kankyou"));
        Assert.Equal((17, 2, new DateOnly(2026, 7, 24)), (zeimu.Version, zeimu.Round, zeimu.DueDay));
        Assert.NotNull(zeimu.AcceptedAt);
        Assert.Single(zeimu.ReturnedItems);
        Assert.Equal(2, zeimu.Steps["mizuhono~r7~request~zeimu~1~2026-07-21~1"].Tries);
        Assert.NotNull(kanzai.AcceptedAt);
        Assert.Equal(nameof(StepSkipped), kanzai.Steps["mizuhono~r7~remind~kanzai~1~2026-07-21~1"].Outcome);
        Assert.Equal(nameof(ReminderSent), kanzai.Steps["mizuhono~r7~remind~kanzai~1~2026-07-21~3"].Outcome);
        Assert.Equal(nameof(StepDropped), soumu.Steps["mizuhono~r7~remind~soumu~1~2026-07-21~-3"].Outcome);
        Assert.Equal((1, "mizuhono~r7~request~jinji~1~2026-07-21~1"), (jinji.LastRefusal?.Number, jinji.RefusedKey));
        Assert.NotNull(jinji.WithdrawnAt);
        Assert.Equal((2, new DateOnly(2026, 7, 31)), (kikaku.Generation, kikaku.DueDay));
        Assert.NotNull(kikaku.Person);
        Assert.NotNull(kikaku.LockedAt);
        Assert.Equal(MissingAnswer.LastYear, kankyou.Print);

        RequestHead Of(string department) => heads.OfType<RequestHead>().Single(h => h.Stream == $"request~{department}");
    }

    static void CheckSecond(IReadOnlyList<Head> heads)
    {
        var cycle = heads.OfType<CycleHead>().Single();
        Assert.Equal(PeriodPart.FirstHalf, cycle.Settings!.Period.Part);
        var now = new DateTimeOffset(2026, 11, 9, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            ["jinji Sent", "kankyou Drafting", "kanzai Returned", "kikaku Sent", "soumu Sent", "zeimu Submitted"],
            heads.OfType<RequestHead>().Select(h => $"{h.Stream["request~".Length..]} {RequestRules.Status(cycle.Settings, h, now)}").Order(StringComparer.Ordinal));
        var claim = heads.OfType<RequestHead>().Single(h => h.Stream == "request~kankyou").Steps["mizuhono~r8-1~remind~kankyou~1~2026-11-12~-3"];
        Assert.Equal(("local", null), (claim.Worker, claim.Outcome));
    }
}
