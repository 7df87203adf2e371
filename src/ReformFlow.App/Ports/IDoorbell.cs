namespace ReformFlow.App.Ports;

/// <summary>Tells whoever performs steps that a fact may have changed what is due. A worker loop, or durable orchestrations.</summary>
/// <remarks>A lost ring costs time, never a fact: the log is asked again anyway.</remarks>
public interface IDoorbell
{
    /// <summary>A fact about this cycle was appended; <paramref name="department"/> is null for the cycle itself.</summary>
    void Ring(string town, string cycle, string? department);
}
