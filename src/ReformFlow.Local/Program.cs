using ReformFlow.Local.Commands;

namespace ReformFlow.Local;

/// <summary>The local edition's entry.</summary>
public static class LocalEntry
{
    /// <summary>Runs the command line and returns its exit code: 0 done, 1 not everything could be done, 2 a wrong call or file.</summary>
    public static Task<int> Main(string[] arguments) =>
        OperatingSystem.IsWindows() && WindowsService.Run(arguments, stop => CommandLine.RunAsync(arguments, stop)) is { } exitCode
            ? Task.FromResult(exitCode)
            : CommandLine.RunAsync(arguments);
}
