using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests;

static partial class Sample
{
    /// <summary>A department's request after these facts, each at its moment.</summary>
    public static RequestHead Request(params IReadOnlyList<(string At, Event Fact)> facts) => RequestOf("zeimu", facts);

    public static RequestHead RequestOf(string department, params IReadOnlyList<(string At, Event Fact)> facts) =>
        (RequestHead)Fold(Head.Empty($"request~{department}"), facts);

    /// <summary>A request whose first mail was claimed and left on its day at 9:00.</summary>
    public static RequestHead Asked(params IReadOnlyList<(string At, Event Fact)> facts) => Request([.. AskedAt("6/1 9:00"), .. facts]);

    public static IReadOnlyList<(string At, Event Fact)> AskedAt(string at, string cycle = "r7", int round = 1, string due = "2026-06-30", int generation = 1)
    {
        var key = Key(StepKind.Request, round, due, generation, cycle);
        return [(at, new StepClaimed(key, "w")), (at, new RequestSent(key, "p1", $"<{key}@example.jp>"))];
    }

    public static CycleHead Started(CycleSettings settings, params IReadOnlyList<(string At, Event Fact)> facts) =>
        (CycleHead)Fold(Head.Empty("cycle"), [("5/20 10:00", new CycleStarted(settings)), .. facts]);

    /// <summary>The office after these facts, each at its moment.</summary>
    public static OfficeHead Office(params IReadOnlyList<(string At, Event Fact)> facts) => (OfficeHead)Fold(Head.Empty("office"), facts);

    /// <summary>A head after more facts.</summary>
    public static Head Fold(Head head, IReadOnlyList<(string At, Event Fact)> facts) => facts.Aggregate(head, (h, f) =>
    {
        var append = new Append(h.Stream, h.Version + 1, h.Hash, At(f.At), Append.System, [f.Fact]);
        return h.After(append, Append.HashOf(append.ToBytes()));
    });
}
