using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Access;

/// <summary>What a wish of the office's about its members comes to: facts, or the words of a refusal.</summary>
public sealed record Ruling(IReadOnlyList<Event> Facts, string? Refusal = null)
{
    /// <summary>A refusal in the desk's words.</summary>
    public static Ruling No(string words) => new([], words);
}

/// <summary>Who may do what, and what may be decided about members.</summary>
/// <remarks>Nobody gives more than they have: whatever touches the role 承認 asks for it, so that it can't be taken by way of the members' page. What is held as a deputy is not passed on.</remarks>
public static class MemberRules
{
    /// <summary>So many members may edit at least: when one is away, the year goes on.</summary>
    public const int FewestEditors = 2;

    /// <summary>All roles, in their order.</summary>
    public static readonly IReadOnlyList<Role> AllRoles = [Role.View, Role.Edit, Role.Approve];

    /// <summary>The members' numbers.</summary>
    public static IEnumerable<string> Members(OfficeHead office) => office.Members.Where(m => m.Value.IsMember()).Select(m => m.Key);

    /// <summary>The roles that a person was given; empty for strangers.</summary>
    public static IReadOnlyList<Role> OwnRoles(OfficeHead office, string person) => office.Members.GetValueOrDefault(person)?.Roles ?? [];

    /// <summary>The roles that a member has on a day: their own, and those of everybody for whom they stand in.</summary>
    public static IReadOnlyList<Role> RolesOn(OfficeHead office, string person, DateOnly day)
    {
        var own = OwnRoles(office, person);
        if (own.Count == 0) return [];
        return [.. office.Deputies.Where(d => d.Deputy == person && d.From <= day && day <= d.To).SelectMany(d => OwnRoles(office, d.Person)).Concat(own).Append(Role.View).Distinct().Order()];
    }

    /// <summary>What the desk says while too few may edit; null once there are enough.</summary>
    public static string? TooFewEditors(OfficeHead office) => Having(office, Role.Edit) is var editors && editors < FewestEditors
        ? $"「編集」の役割を持つ職員が{editors}人です。不在のときにも続けられるよう、{FewestEditors}人以上を登録してください。それまで、進捗照会を始めることはできません。"
        : null;

    /// <summary>The facts that make members of those who never were; whoever was changed or removed stays as they are.</summary>
    public static IReadOnlyList<Event> Missing(OfficeHead office, IEnumerable<(string Person, IReadOnlyList<Role> Roles)> wanted) =>
        [.. wanted.Where(w => w.Roles.Count > 0 && !office.Members.ContainsKey(w.Person)).DistinctBy(w => w.Person).Select(w => new MemberAdded(w.Person, [.. w.Roles.Distinct().Order()]))];

    /// <summary>Gives a person these roles: adds a member, or changes one.</summary>
    /// <param name="by">Who wishes it; <see cref="Append.System"/> may everything.</param>
    public static Ruling Give(OfficeHead office, string by, string person, IEnumerable<Role> wanted)
    {
        var roles = wanted.Distinct().Order().ToList();
        if (roles.Count == 0) return Ruling.No("役割を1つ以上選んでください。");
        var before = OwnRoles(office, person);
        if (before.SequenceEqual(roles)) return new([]);
        if (WhyNot(office, by, before.Concat(roles)) is { } refusal || (refusal = WhyNotWithout(office, before, roles)) is not null) return Ruling.No(refusal);
        return new([before.Count == 0 ? new MemberAdded(person, roles) : new RolesGiven(person, roles)]);
    }

    /// <summary>Takes a member out of the office.</summary>
    public static Ruling Remove(OfficeHead office, string by, string person)
    {
        var before = OwnRoles(office, person);
        if (before.Count == 0) return new([]);
        if (WhyNot(office, by, before) is { } refusal || (refusal = WhyNotWithout(office, before, [])) is not null) return Ruling.No(refusal);
        return new([new MemberRemoved(person)]);
    }

    /// <summary>Corrects what the people's file says of a member; an address is the way in, so that of somebody who approves asks for 承認.</summary>
    public static Ruling Correct(OfficeHead office, string by, string person) =>
        OwnRoles(office, person) is not { Count: > 0 } roles ? Ruling.No("この人は、事務局の職員ではなくなりました。一覧をご確認ください。")
        : by != person && WhyNot(office, by, roles) is { } refusal ? Ruling.No(refusal)
        : new([new MemberCorrected(person)]);

    /// <summary>Names somebody who has a member's roles too for a span of days.</summary>
    public static Ruling NameDeputy(OfficeHead office, string by, string person, string deputy, DateOnly from, DateOnly to, DateOnly today)
    {
        var roles = OwnRoles(office, person);
        if (roles.Count == 0 || OwnRoles(office, deputy).Count == 0) return Ruling.No("代理は、事務局の職員の中から選んでください。");
        if (person == deputy) return Ruling.No("ご本人とは別の職員を、代理に選んでください。");
        if (to < from) return Ruling.No("代理の終わりの日は、始まりの日以後にしてください。");
        if (to < today) return Ruling.No("代理の終わりの日が過ぎています。今日以後の日にしてください。");
        if (to > from.AddYears(1)) return Ruling.No("代理の期間は、1年以内にしてください。");
        if (by != person && WhyNot(office, by, roles) is { } refusal) return Ruling.No(refusal);
        return office.Deputies.Any(d => (d.Person, d.Deputy, d.From) == (person, deputy, from))
            ? Ruling.No("同じ日に始まる代理が、すでに登録されています。先に取り消してください。")
            : new([new DeputyNamed(person, deputy, from, to)]);
    }

    /// <summary>Ends a deputyship; the deputy may give it back.</summary>
    public static Ruling EndDeputy(OfficeHead office, string by, string person, string deputy, DateOnly from)
    {
        if (office.Deputies.All(d => (d.Person, d.Deputy, d.From) != (person, deputy, from))) return new([]);
        if (by != person && by != deputy && WhyNot(office, by, OwnRoles(office, person)) is { } refusal) return Ruling.No(refusal);
        return new([new DeputyEnded(person, deputy, from)]);
    }

    static string? WhyNot(OfficeHead office, string by, IEnumerable<Role> touched)
    {
        if (by == Append.System) return null;
        var own = OwnRoles(office, by);
        if (!own.Contains(Role.Edit)) return "職員の登録は、ご自身に「編集」の役割がある人が変えられます（代理の間は変えられません）。";
        return touched.Contains(Role.Approve) && !own.Contains(Role.Approve)
            ? "「承認」の役割に関わる変更は、ご自身に「承認」の役割がある人が行えます（代理の間は行えません）。"
            : null;
    }

    static string? WhyNotWithout(OfficeHead office, IReadOnlyList<Role> before, IReadOnlyList<Role> after)
    {
        if (before.Contains(Role.Edit) && !after.Contains(Role.Edit) && Having(office, Role.Edit) <= FewestEditors)
            return $"「編集」の役割を持つ職員が{FewestEditors}人より少なくなります。先に、別の人に「編集」の役割を付けてください。";
        return before.Contains(Role.Approve) && !after.Contains(Role.Approve) && Having(office, Role.Approve) <= 1
            ? "「承認」の役割を持つ職員がいなくなります。先に、別の人に「承認」の役割を付けてください。"
            : null;
    }

    static int Having(OfficeHead office, Role role) => office.Members.Count(m => m.Value.Roles.Contains(role));
}
