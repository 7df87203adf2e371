namespace ReformFlow.Local.Reports;

/// <summary>A browser was there and did not print.</summary>
public sealed class PrintFailedException(string reason, int? exitCode, string lastLines) : Exception(
    $"{reason}{(exitCode is { } code ? $" (exit code {code})" : "")}{(lastLines == "" ? "" : "; its last words:\n" + lastLines)}")
{
    public int? ExitCode => exitCode;
}
