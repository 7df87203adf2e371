namespace ReformFlow.Core.Access;

/// <summary>What a member of the office may do at the desk.</summary>
public enum Role
{
    /// <summary>閲覧: see everything at the desk.</summary>
    View,

    /// <summary>編集: start cycles, decide about requests, compile, look after the members.</summary>
    Edit,

    /// <summary>承認: approve and release what goes out to the public.</summary>
    Approve,
}

/// <summary>Roles as pages name them.</summary>
public static class RoleWords
{
    /// <summary>閲覧, 編集, 承認.</summary>
    public static string Of(Role role) => role switch
    {
        Role.View => "閲覧",
        Role.Edit => "編集",
        Role.Approve => "承認",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>Several roles in their order, with 「・」 between them.</summary>
    public static string Of(IEnumerable<Role> roles) => string.Join('・', roles.Order().Select(Of));
}
