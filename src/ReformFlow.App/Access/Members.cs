using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.Core.Access;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Access;

/// <summary>Who belongs to a town's office: the log knows numbers and roles, the people's store names and addresses.</summary>
public sealed class Members(Streams streams, Archive archive, IPeople people, TimeProvider time)
{
    const int LongestName = 40;

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

    /// <summary>The member to whom the first known of an account's addresses belongs, letter by letter; null for a stranger.</summary>
    public async Task<Person?> ByAccountAsync(string town, IReadOnlyList<string> addresses, CancellationToken cancellation)
    {
        var office = await streams.HeadAsync<OfficeHead>(StreamName.Office(town), cancellation);
        var known = (await people.AllAsync(town, cancellation)).Where(p => MemberRules.OwnRoles(office, p.Number).Count > 0).ToList();
        return addresses.Select(a => known.FirstOrDefault(p => IsSame(p.Address, a))).FirstOrDefault(p => p is not null);
    }

    /// <summary>Everybody who belongs to the office, in the order in which they came.</summary>
    public async Task<IReadOnlyList<Member>> AllAsync(string town, CancellationToken cancellation)
    {
        var office = await streams.HeadAsync<OfficeHead>(StreamName.Office(town), cancellation);
        var known = (await people.AllAsync(town, cancellation)).ToDictionary(p => p.Number);
        return [.. MemberRules.Members(office).OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal)
            .Select(n => new Member(known.GetValueOrDefault(n) ?? new(n, ""), office.Members[n], [.. office.Deputies.Where(d => d.Person == n)]))];
    }

    /// <summary>Adds a member.</summary>
    /// <returns>Why nothing was done, by field; empty where it was.</returns>
    public async Task<IReadOnlyList<Problem>> AddAsync(string town, TypedMember typed, string by, CancellationToken cancellation)
    {
        var known = await people.AllAsync(town, cancellation);
        if (await ProblemsAsync(town, typed, cancellation) is { Count: > 0 } problems) return problems;
        var existing = known.FirstOrDefault(p => IsSame(p.Address, typed.Address));
        var number = "";
        var refusal = await RuleAsync(town, by, office =>
        {
            // The log settles who gets a number, for two may add at the same time; without a record nobody can sign in by it.
            number = existing?.Number ?? OrganisationImport.NextNumber([.. known.Select(p => p.Number), .. office.Members.Keys]);
            return MemberRules.OwnRoles(office, number).Count > 0 ? Ruling.No("このメールアドレスの人は、すでに登録されています。") : MemberRules.Give(office, by, number, typed.Roles);
        }, cancellation);
        if (refusal is not null) return [new("roles", refusal)];
        await people.SaveAsync(town, [(existing ?? new(number, typed.Address)) with { Name = typed.Name, Extension = typed.Extension, Authenticator = null }], cancellation);
        return [];
    }

    /// <summary>Changes what a member is called, where they are reached, and what they may do: all of it or nothing.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public async Task<IReadOnlyList<Problem>> ChangeAsync(string town, string number, TypedMember typed, string by, CancellationToken cancellation)
    {
        if (await ProblemsAsync(town, typed, cancellation) is { Count: > 0 } problems) return problems;
        var known = await people.AllAsync(town, cancellation);
        if (known.Any(p => p.Number != number && IsSame(p.Address, typed.Address))) return [new("address", "このメールアドレスは、別の人のものとして登録されています。")];
        var person = known.FirstOrDefault(p => p.Number == number) ?? new(number, typed.Address);
        var corrected = person with { Name = typed.Name, Address = typed.Address, Extension = typed.Extension };
        var refusal = await RuleAsync(town, by, office =>
        {
            if (MemberRules.OwnRoles(office, number).Count == 0) return Ruling.No("この人は、事務局の職員ではなくなりました。一覧をご確認ください。");
            var (given, correction) = (MemberRules.Give(office, by, number, typed.Roles), corrected == person ? new([]) : MemberRules.Correct(office, by, number));
            return new([.. given.Facts, .. correction.Facts], given.Refusal ?? correction.Refusal);
        }, cancellation);
        if (refusal is not null) return [new("roles", refusal)];
        if (corrected != person) await people.SaveAsync(town, [corrected], cancellation);
        return [];
    }

    /// <summary>Changes one's own name and extension.</summary>
    public async Task<string?> CorrectOwnAsync(string town, string number, string name, string? extension, CancellationToken cancellation)
    {
        if (name.Length is 0 or > LongestName) return "氏名を入力してください（40文字まで）。";
        if (await people.FindAsync(town, number, cancellation) is not { } person) return "登録が見つかりません。「編集」の役割がある職員にご連絡ください。";
        var corrected = person with { Name = name, Extension = extension };
        if (corrected == person) return null;
        if (await RuleAsync(town, number, office => MemberRules.Correct(office, number, number), cancellation) is { } refusal) return refusal;
        await people.SaveAsync(town, [corrected], cancellation);
        return null;
    }

    /// <summary>Takes a member out; the name stays on record for the log that knows its number, the authenticator's secret does not.</summary>
    public async Task<string?> RemoveAsync(string town, string number, string by, CancellationToken cancellation)
    {
        if (await RuleAsync(town, by, office => MemberRules.Remove(office, by, number), cancellation) is { } refusal) return refusal;
        if (await people.FindAsync(town, number, cancellation) is { Authenticator: not null } person) await people.SaveAsync(town, [person with { Authenticator = null }], cancellation);
        return null;
    }

    /// <summary>Names a deputy for a span of days.</summary>
    public Task<string?> NameDeputyAsync(string town, string person, string deputy, DateOnly from, DateOnly to, string by, CancellationToken cancellation) =>
        RuleAsync(town, by, office => MemberRules.NameDeputy(office, by, person, deputy, from, to, TokyoTime.DayOf(time.GetUtcNow())), cancellation);

    /// <summary>Ends a deputyship.</summary>
    public Task<string?> EndDeputyAsync(string town, string person, string deputy, DateOnly from, string by, CancellationToken cancellation) =>
        RuleAsync(town, by, office => MemberRules.EndDeputy(office, by, person, deputy, from), cancellation);

    async Task<string?> RuleAsync(string town, string by, Func<OfficeHead, Ruling> rule, CancellationToken cancellation)
    {
        string? refusal = null;
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), by, office =>
        {
            var ruling = rule(office);
            refusal = ruling.Refusal;
            return refusal is null ? ruling.Facts : [];
        }, cancellation);
        return refusal;
    }

    async Task<IReadOnlyList<Problem>> ProblemsAsync(string town, TypedMember typed, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        if (typed.Name.Length is 0 or > LongestName) problems.Add(new("name", "氏名を入力してください（40文字まで）。"));
        if (typed.Address.Length > 254 || !OrganisationCheck.IsMailAddress(typed.Address)) problems.Add(new("address", "メールアドレスは、半角で「名前@ドメイン」の形で入力してください。"));
        else if (await DomainsAsync(town, cancellation) is { Count: > 0 } domains && !domains.Contains(typed.Address[(typed.Address.IndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase))
            problems.Add(new("address", $"登録できるのは、次のドメインのアドレスです：{string.Join("、", domains)}"));
        if (typed.Roles.Count == 0) problems.Add(new("roles", "役割を1つ以上選んでください。"));
        return problems;
    }

    async Task<IReadOnlyList<string>> DomainsAsync(string town, CancellationToken cancellation) =>
        (await archive.MunicipalityAsync(town, (await streams.HeadAsync<OfficeHead>(StreamName.Office(town), cancellation)).Organisation!, cancellation)).MailDomains;

    static bool IsSame(string address, string typed) => string.Equals(address, typed, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A member with name, roles and who stands in for them.</summary>
public sealed record Member(Person Person, MemberMark Mark, IReadOnlyList<Deputyship> Deputies)
{
    /// <summary>The name, or the address or number of somebody whose name is not on record, such as the office's own post.</summary>
    public string Name => Person.Name ?? (Person.Address.Length > 0 ? Person.Address : $"職員 {Person.Number}");
}

/// <summary>A member as somebody typed them in.</summary>
public sealed record TypedMember(string Name, string Address, string? Extension, IReadOnlyList<Role> Roles);
