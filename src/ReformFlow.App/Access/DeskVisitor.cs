using Microsoft.AspNetCore.Http;
using ReformFlow.Core.Access;

namespace ReformFlow.App.Access;

/// <summary>Who sits at the desk while one of its pages is answered.</summary>
public sealed class DeskVisitor(IHttpContextAccessor http)
{
    /// <summary>The member who is signed in, or null before sign-in and outside the desk.</summary>
    public DeskSession? Session => http.HttpContext?.Features.Get<DeskSession>();

    /// <summary>How the log names who decides here: the member's number.</summary>
    public string By => (Session ?? throw new InvalidOperationException("Nobody is signed in: only the desk's own pages may ask who decides.")).Person;

    /// <summary>Whether the visitor has a role today, their own or a deputy's; pages leave out the buttons that would be refused.</summary>
    public bool May(Role role) => Session?.Roles.Contains(role) == true;
}
