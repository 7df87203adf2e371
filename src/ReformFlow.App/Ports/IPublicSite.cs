using ReformFlow.App.Cycles;

namespace ReformFlow.App.Ports;

/// <summary>Where citizens read what was published. This very deployment, which answers from the log; or a static site, on which files are put.</summary>
public interface IPublicSite
{
    /// <summary>Makes the cycle's public address show the edition that its head names, whole, and lists the others; called any number of times, by several at once.</summary>
    /// <remarks>Of two calls the one with the later head has its way, whichever ends last.</remarks>
    Task ShowAsync(StartedCycle cycle, CancellationToken cancellation);
}
