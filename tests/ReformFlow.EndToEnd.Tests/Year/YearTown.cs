using ReformFlow.App.Ports;

namespace ReformFlow.EndToEnd.Tests.Year;

/// <summary>A mail as its reader has it.</summary>
/// <param name="Key">The step that it was sent for, or the sign-in code.</param>
public sealed record ReadMail(string Key, string Address, string Subject, string Body);

/// <summary>A host in which the sample city lives through its year; all that the year needs of it.</summary>
public interface IYearTown
{
    /// <summary>Where forms, desk and reports are served.</summary>
    Uri Site { get; }

    /// <summary>Every mail so far, in the order in which they left.</summary>
    IReadOnlyList<ReadMail> Mails { get; }

    /// <summary>What the host has written.</summary>
    ILog Log { get; }
    IFiles Files { get; }
    IPeople People { get; }

    /// <summary>Takes in a plan and an organisation, as <c>reformflow import</c> does.</summary>
    Task ImportAsync(byte[] plan, byte[] organisation, string planKey);

    /// <summary>Lets the clock pass to a moment, everything due until then being performed; it stands still there until the result is disposed.</summary>
    Task<IDisposable> PassToAsync(DateTimeOffset moment);
}
