using System.CommandLine;
using Microsoft.Extensions.Configuration;
using ReformFlow.App.Commands;
using ReformFlow.Functions.Configuration;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Commands;

/// <summary>The verbs that an operator calls on a machine of his own, against the data of a deployment that his environment names.</summary>
public static class CommandLine
{
    /// <summary>True for an operator's call; the Functions host begins with an option.</summary>
    public static bool IsCalled(string[] arguments) => arguments is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h" or "-?");

    /// <summary>Runs a verb.</summary>
    /// <returns>0 done, 1 not everything could be done, 2 a wrong call, file or setting.</returns>
    public static async Task<int> RunAsync(string[] arguments, IConfiguration configuration, CancellationToken stop = default)
    {
        var root = new RootCommand("What an operator does to the data of a ReformFlow deployment on Azure. Without a verb this is the worker, which the Functions host starts.")
        {
            ImportCommand.Create(configuration), SigninCommand.Create(configuration),
        };
        var result = root.Parse(arguments);
        if (result.UnmatchedTokens.Count > 0) return Verbs.Refuse($"\"{result.UnmatchedTokens[0]}\" is not known here.");
        if (result.Errors.Count > 0) return Verbs.Refuse(result.Errors[0].Message);
        try
        {
            return await result.InvokeAsync(new() { EnableDefaultExceptionHandler = false }, stop);
        }
        catch (SettingsException wrong)
        {
            Console.Error.WriteLine($"reformflow: {wrong.Message}");
            return Verbs.Wrong;
        }
        catch (StorageRefusedException nothing) when (nothing.IsMissing)
        {
            Console.Error.WriteLine($"reformflow: {nothing.What}: nothing is there yet ({nothing.Code}). Run import first, or check which account ReformFlow__Data__AccountName names.");
            return 1;
        }
        catch (StorageRefusedException refused)
        {
            Console.Error.WriteLine($"reformflow: {refused.What}: the storage refused it ({refused.Code}). You need the roles Storage Table Data Contributor and Storage Blob Data Contributor on the account for the data; ten minutes may pass until a role that was just given is known.");
            return 1;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"reformflow: {e.Message}");
            return 1;
        }
    }

    /// <summary>Says that nobody is signed in to Azure; null where somebody is.</summary>
    internal static async Task<int?> RefuseAsync(OperatorSettings settings, CancellationToken cancellation)
    {
        if (await settings.WhyNotSignedInAsync(cancellation) is not { } why) return null;
        Console.Error.WriteLine($"reformflow: {why}");
        return 1;
    }
}
