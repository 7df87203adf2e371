using ReformFlow.App.Access;
using ReformFlow.App.Web;
using ReformFlow.Functions.Web;

namespace ReformFlow.Functions.Configuration;

/// <summary>Who comes in how, and from where.</summary>
/// <param name="ByCode">By mailed codes and authenticator apps.</param>
/// <param name="EntraTenant">By accounts of this tenant of Entra ID; null where they are not chosen.</param>
/// <param name="Desk">From where the desk can be opened; null for everywhere.</param>
/// <param name="Forms">From where forms can be opened; null for everywhere.</param>
public sealed record AccessSettings(bool ByCode, Guid? EntraTenant, AddressRanges? Desk, AddressRanges? Forms)
{
    /// <summary>The ways into the desk, as far as the platform lets accounts be believed.</summary>
    public SignInChoice SignIn(Platform platform) => new(ByCode, EntraTenant is { } tenant ? new(tenant, platform.HasAuthentication) : null);

    /// <summary>The limits, by the address that the platform tells.</summary>
    public AddressLimits Limits(Platform platform) => new(Desk, Forms, platform.ClientOf);

    internal static AccessSettings Read(SettingsReader reader)
    {
        const string name = "SignIn", tenantName = "Entra__TenantId";
        var way = reader.Optional(name) ?? "code";
        if (way is not ("code" or "entra" or "both")) reader.Wrong(name, "Write code (mailed codes and authenticator apps), entra (accounts of Entra ID), or both.");
        var isEntra = way is "entra" or "both";
        var text = isEntra ? reader.Required(tenantName, "Name the tenant whose accounts may come in by its id: az account show --query tenantId. Other tenants' accounts are refused.") : reader.Optional(tenantName);
        if (!Guid.TryParse(text, out var tenant) && text is not null) reader.Wrong(tenantName, "It is no tenant's id, such as 11111111-2222-3333-4444-555555555555. «common» would let accounts of all the world in.");
        return new(way is not "entra", isEntra ? tenant : null, Ranges(reader, "DeskRanges"), Ranges(reader, "FormRanges"));
    }

    static AddressRanges? Ranges(SettingsReader reader, string name)
    {
        if (reader.Optional(name) is not { } text) return null;
        var (ranges, wrong) = AddressRanges.Read(text);
        foreach (var part in wrong) reader.Wrong(name, $"«{part}» is no range of addresses. Write 203.0.113.0/24 or 2001:db8::/32, with zeros after the prefix, or one address; several separated by commas.");
        return ranges;
    }
}
