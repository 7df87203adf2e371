namespace ReformFlow.App.Access;

/// <summary>Who sits at the desk while one of its pages is answered.</summary>
public sealed class DeskVisitor
{
    /// <summary>How the log names who decides here.</summary>
    // Until the office signs in, whoever sits at the server's own desk is the office.
    public string By { get; } = "post:office";
}
