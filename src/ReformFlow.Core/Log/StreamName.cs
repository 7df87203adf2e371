using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Log;

/// <summary>Where a stream of facts is kept: its partition (<c>yama~cycle~r7</c>) and its name in it (<c>request~zeimu</c>).</summary>
public readonly record struct StreamName(string Partition, string Name)
{
    /// <summary>The stream of one department's request in one cycle.</summary>
    public static StreamName Request(string town, string cycle, string department) => new(CyclePartition(town, cycle), $"request~{department}");

    /// <summary>The stream of one cycle's own facts.</summary>
    public static StreamName Cycle(string town, string cycle) => new(CyclePartition(town, cycle), "cycle");

    /// <summary>The stream of one plan's versions.</summary>
    public static StreamName Plan(string town, string plan) => new($"{town}~plan~{plan}", "plan");

    /// <summary>The stream of the office, which registers plans, cycles and the organisation.</summary>
    public static StreamName Office(string town) => new($"{town}~office", "office");

    /// <summary>The partition that holds a cycle and its requests.</summary>
    public static string CyclePartition(string town, string cycle) => $"{town}~cycle~{cycle}";

    /// <summary>The town that a partition belongs to.</summary>
    /// <exception cref="ArgumentException">No partition has this name: addresses are typed by hand, and a store makes paths and row keys of them.</exception>
    public static string TownOf(string partition)
    {
        var parts = partition.Split('~');
        return parts.Length > 1 && parts.All(Keys.IsKey) ? parts[0] : throw new ArgumentException($"A partition is named like yama~office or yama~cycle~r7, not \"{partition}\".");
    }

    public override string ToString() => $"{Partition}/{Name}";
}
