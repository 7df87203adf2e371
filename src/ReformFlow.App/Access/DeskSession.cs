using ReformFlow.Core.Access;

namespace ReformFlow.App.Access;

/// <summary>A member at the desk, while one request is answered.</summary>
/// <param name="Roles">The roles of today, a deputy's among them.</param>
public sealed record DeskSession(SessionToken Token, IReadOnlyList<Role> Roles, MemberMark Mark)
{
    public string Town => Token.Town;
    public string Person => Token.Person;
}

/// <summary>A browser that has not signed in yet: its own word, to which its forms and its code are bound.</summary>
sealed record DeskVisit(string Word);
