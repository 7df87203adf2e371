using System.CommandLine;
using ReformFlow.App.Commands;
using ReformFlow.Local.Checks;

namespace ReformFlow.Local.Commands;

/// <summary><c>verify</c>: looks through a data folder or a backup and names everything that is wrong.</summary>
static class VerifyCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A data folder, whether a server runs on it or not, or a backup of one." };
        var command = new Command("verify", "Checks every chain of a data folder or backup, and every file that it names; writes nothing.") { folder };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(folder)!, cancellation));
        return command;
    }

    static async Task<int> RunAsync(string folder, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder)) return Verbs.Refuse($"{folder} is no folder.");
        var report = await FolderCheck.RunAsync(folder, cancellation);
        if (report.Towns == 0) return Verbs.Refuse($"{folder} holds no town: it is no data folder, or nothing was imported into it yet.");
        return Tell(report);
    }

    /// <summary>Prints what was found; the exit code is 1 where something is wrong.</summary>
    public static int Tell(FolderReport report)
    {
        foreach (var note in report.Notes) Console.WriteLine($"Note: {note}");
        foreach (var finding in report.Wrong) Console.Error.WriteLine(finding);
        var looked = $"{Count(report.Towns, "town")}, {Count(report.Journals, "journal")}, {Count(report.Appends, "append")}, {Count(report.Files, "file")}";
        if (report.Wrong.Count == 0) Console.WriteLine($"Checked {looked}: nothing is wrong.");
        else Console.Error.WriteLine($"reformflow: {Count(report.Wrong.Count, "thing")} to put right in {looked}. docs/local.md says how.");
        return report.Wrong.Count == 0 ? 0 : 1;
    }

    static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
