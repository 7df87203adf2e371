using Microsoft.DurableTask;

namespace ReformFlow.Functions.Cycles;

/// <summary>How often activities are tried again before an orchestration waits and asks anew.</summary>
/// <param name="Ask">Asking the policy and starting orchestrations: storage that is away for a moment.</param>
/// <param name="Perform">Performing a step: a mail server that is busy.</param>
/// <param name="Pause">How long an orchestration waits before it asks anew, after all tries were in vain. The log's own rests, which grow, end a step's tries every five minutes.</param>
/// <remarks>No delay may come near six days: the delays of retries, unlike timers, are one message each to the backend.</remarks>
public sealed record Retries(RetryPolicy Ask, RetryPolicy Perform, TimeSpan Pause)
{
    /// <summary>Ask: 5 tries in 2½ minutes (10, 20, 40, 80 seconds between). Perform: 5 tries in 15 minutes (1, 2, 4, 8 minutes between). Then a pause of 5 minutes.</summary>
    public static Retries Standard { get; } = At(1);

    /// <summary>The standard retries on a clock that runs faster.</summary>
    /// <param name="speed">Seconds of that clock in one real second.</param>
    public static Retries At(double speed) => new(
        new(5, TimeSpan.FromSeconds(10) / speed, backoffCoefficient: 2),
        new(5, TimeSpan.FromMinutes(1) / speed, backoffCoefficient: 2),
        TimeSpan.FromMinutes(5) / speed);

    /// <summary>The options of a call that asks or starts.</summary>
    internal TaskOptions Asking => TaskOptions.FromRetryPolicy(Ask);

    /// <summary>The options of a call that performs a step.</summary>
    internal TaskOptions Performing => TaskOptions.FromRetryPolicy(Perform);
}
