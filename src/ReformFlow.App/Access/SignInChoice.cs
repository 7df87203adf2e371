namespace ReformFlow.App.Access;

/// <summary>The ways into the desk that this deployment offers; an address from the server leads in whatever is chosen.</summary>
/// <param name="ByCode">By mailed codes and authenticator apps.</param>
/// <param name="Entra">By accounts of Entra ID; null where they are not chosen.</param>
public sealed record SignInChoice(bool ByCode, EntraChoice? Entra)
{
    /// <summary>What holds unless a host says otherwise.</summary>
    public static SignInChoice Codes { get; } = new(true, null);
}

/// <summary>Sign-in by accounts of one tenant of Entra ID, which the platform checks before a request reaches us.</summary>
/// <param name="IsOn">False where the platform does not say that its authentication is on: then anybody could have written the header, and nobody is believed.</param>
public sealed record EntraChoice(Guid Tenant, bool IsOn);
