using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;

namespace ReformFlow.App.Publication;

/// <summary>The public reads pages of this deployment: what the log says is what they show.</summary>
public sealed class OwnPages : IPublicSite
{
    /// <inheritdoc/>
    public Task ShowAsync(StartedCycle cycle, CancellationToken cancellation) => Task.CompletedTask;
}
