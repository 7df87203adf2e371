using System.CommandLine;
using ReformFlow.App.Commands;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Commands;

/// <summary>The command line: one verb, one thing.</summary>
public static class CommandLine
{
    // Whoever ends the server lets it finish what it is about: a mail that left and was not recorded would leave again.
    static readonly TimeSpan _patience = LocalServer.LongestStop + TimeSpan.FromSeconds(5);

    /// <summary>Runs the program.</summary>
    /// <param name="stop">Ends it as Ctrl+C does.</param>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken stop = default)
    {
        var root = new RootCommand("ReformFlow: the yearly report on a municipality's administrative reform (行政改革). From the sources also: ./reformflow test, ./reformflow pack.")
        {
            DemoCommand.Create(), ServeCommand.Create(), SigninCommand.Create(), ImportCommand.Create(), RehearseCommand.Create(), CompileCommand.Create(),
            BackupCommand.Create(), VerifyCommand.Create(),
        };
        var result = root.Parse(arguments);
        // One clear line instead of the whole help, which --help gives.
        if (arguments.Length == 0) return await root.Parse(["--help"]).InvokeAsync(cancellationToken: stop);
        if (result.UnmatchedTokens.Count > 0) return Verbs.Refuse($"\"{result.UnmatchedTokens[0]}\" is not known here.");
        if (result.Errors.Count > 0) return Verbs.Refuse(result.Errors[0].Message);
        try
        {
            return await result.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = _patience }, stop);
        }
        // What an administrator can mend (a folder in use, a busy port, a broken file) needs a sentence, not a stack trace.
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"reformflow: {e.Message}");
            return 1;
        }
    }
}
