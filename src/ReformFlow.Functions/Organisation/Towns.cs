namespace ReformFlow.Functions.Organisation;

/// <summary>The towns that this deployment serves, by key.</summary>
public sealed record Towns(IReadOnlyList<string> Keys);
