using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.Core.Access;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Access;

/// <summary>Who belongs to a town's office: the log knows numbers and roles, the people's store names and addresses.</summary>
public sealed class Members(Streams streams, Archive archive, IPeople people)
{
    /// <summary>Sees to it that there is a first member, who lets the others in: the office's own post, with all roles.</summary>
    /// <remarks>Towns that were imported before there were members get theirs here.</remarks>
    public async Task EnsureFirstAsync(string town, CancellationToken cancellation)
    {
        var office = await streams.HeadAsync<OfficeHead>(StreamName.Office(town), cancellation);
        if (office is not { Organisation: { } file, Members.Count: 0 }) return;
        var post = (await archive.MunicipalityAsync(town, file, cancellation)).Office.Person;
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), Append.System, head => MemberRules.Missing(head, [(post, MemberRules.AllRoles)]), cancellation, office);
    }

    /// <summary>Adds those who have never been members; whoever was changed or removed at the desk stays as they are.</summary>
    public async Task EnsureAsync(string town, IReadOnlyList<OfficeMember> entries, CancellationToken cancellation)
    {
        await EnsureFirstAsync(town, cancellation);
        // Nothing was imported yet: the first import brings the office's own post, and the next start these.
        if ((await streams.HeadAsync<OfficeHead>(StreamName.Office(town), cancellation)).Organisation is null) return;
        var known = await people.AllAsync(town, cancellation);
        var (all, roles) = OrganisationImport.Members(entries, known);
        await people.SaveAsync(town, [.. all.Except(known)], cancellation);
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), Append.System, head => MemberRules.Missing(head, roles), cancellation);
    }

    /// <summary>The member with this address, as people type it; null for a stranger.</summary>
    public async Task<Person?> ByAddressAsync(string town, string typed, CancellationToken cancellation)
    {
        var office = await streams.HeadAsync<OfficeHead>(StreamName.Office(town), cancellation);
        var address = TypedByHand.Plain(typed);
        return (await people.AllAsync(town, cancellation)).FirstOrDefault(p => TypedByHand.Plain(p.Address) == address && MemberRules.OwnRoles(office, p.Number).Count > 0);
    }
}
