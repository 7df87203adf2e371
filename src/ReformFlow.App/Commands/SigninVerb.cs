using ReformFlow.App.Access;
using ReformFlow.App.Ports;
using ReformFlow.Core.Access;

namespace ReformFlow.App.Commands;

/// <summary><c>signin</c>: gives a member of the office an address that opens the desk once.</summary>
/// <remarks>It reads the key and the people and writes nothing, so it works beside the running deployment, which believes the address.</remarks>
public static class SigninVerb
{
    /// <summary>For how long the address opens the desk, in the words of <c>--help</c>.</summary>
    public static string Life => $"once, within {SignInRules.AddressLife.TotalMinutes} minutes";

    /// <summary>The path that lets this person in once, or null where nobody in the town has the address.</summary>
    public static async Task<string?> PathAsync(IPeople people, ReadOnlyMemory<byte> key, string town, string member, CancellationToken cancellation)
    {
        var person = (await people.AllAsync(town, cancellation)).FirstOrDefault(p => string.Equals(p.Address, member.Trim(), StringComparison.OrdinalIgnoreCase));
        return person is null ? null
            : $"/{town}/desk/sign-in/once/{ServerAddress.Of(key.Span, town, person.Number, new Chance().Word(), new AccessClock(TimeProvider.System).Now + SignInRules.AddressLife)}";
    }

    /// <summary>Prints the address, and beside it what it is.</summary>
    public static int Print(string site, string path, string member)
    {
        Console.WriteLine($"{site}{path}");
        Console.Error.WriteLine($"It opens the desk {Life}, if {member} is a member of the office.");
        return 0;
    }
}
