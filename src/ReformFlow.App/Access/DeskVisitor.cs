using ReformFlow.Core.Access;

namespace ReformFlow.App.Access;

/// <summary>Who sits at the desk while one of its pages is answered.</summary>
public sealed class DeskVisitor
{
    /// <summary>How the log names who decides here.</summary>
    // Until the office signs in, whoever sits at the server's own desk is the office.
    public string By { get; } = "post:office";

    /// <summary>Whether the visitor has a role today, their own or a deputy's; pages leave out the buttons that would be refused.</summary>
    // Until the office signs in, whoever sits at the server's own desk has all roles.
    public bool May(Role role) => By.Length > 0 && Enum.IsDefined(role);
}
