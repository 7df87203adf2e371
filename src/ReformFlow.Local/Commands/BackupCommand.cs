using System.CommandLine;
using System.Globalization;
using ReformFlow.App.Commands;
using ReformFlow.Local.Checks;
using ReformFlow.Local.Files;

namespace ReformFlow.Local.Commands;

/// <summary><c>backup</c>: copies a data folder, whether a server runs on it or not.</summary>
static class BackupCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The data folder." };
        var target = new Option<string?>("--to") { Description = "The folder for the copy, new or empty; else one beside DIR that is named by the time." };
        var command = new Command("backup", "Copies a data folder while its server runs, and checks the copy.") { folder, target };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(folder)!, parsed.GetValue(target), cancellation));
        return command;
    }

    static async Task<int> RunAsync(string folder, string? target, CancellationToken cancellation)
    {
        var name = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target ?? string.Create(CultureInfo.InvariantCulture, $"{name}-backup-{TimeProvider.System.GetLocalNow():yyyyMMdd-HHmmss}")));
        if (!Directory.Exists(name)) return Verbs.Refuse($"{folder} is no folder.");
        if (FolderCopy.WhyNot(name, target) is { } refusal) return Verbs.Refuse(refusal);
        FolderReport report;
        await using (var copy = await FolderCopy.MakeAsync(name, target, cancellation))
        {
            report = await FolderCheck.RunAsync(copy.Path, cancellation);
            copy.Keep();
        }
        Console.WriteLine($"Copied {name} to {target}. It holds names, addresses and the link key: keep it where nobody else reads it.");
        if (report.Wrong.Count > 0) Console.Error.WriteLine("reformflow: the copy is whole, but what it was made from is not in order:");
        return VerifyCommand.Tell(report);
    }
}
