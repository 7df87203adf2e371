namespace ReformFlow.Core.Organisation;

/// <summary>Items that pass from one department to another, by their keys.</summary>
public sealed record Succession(string From, string To, IReadOnlyList<string> Items);
