namespace ReformFlow.App.Cycles;

/// <summary>What steps are performed for: a cycle of a town, or one department's request in it.</summary>
/// <param name="Department">Null for the cycle as a whole.</param>
public sealed record Place(string Town, string Cycle, string? Department = null);
