using ReformFlow.App.Cycles;

namespace ReformFlow.App.Ports;

/// <summary>Tells whoever performs steps that a fact may have changed what is due. A worker loop, or durable orchestrations.</summary>
/// <remarks>A lost ring costs time, never a fact: the log is asked again anyway. So a bell that is out of order throws nothing.</remarks>
public interface IDoorbell
{
    /// <summary>A fact that may change what is due was appended about this cycle or request.</summary>
    Task RingAsync(Place place, CancellationToken cancellation);
}
