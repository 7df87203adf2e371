namespace ReformFlow.Core.Requests;

/// <summary>The receipt number of a submission.</summary>
public static class Receipt
{
    /// <summary>Cycle, department and round, so that a call to the office names the submission: <c>R7-ZEIMU-1</c>.</summary>
    public static string Number(string cycle, string department, int round) => $"{cycle}-{department}-{round}".ToUpperInvariant();
}
