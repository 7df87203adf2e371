using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;

namespace ReformFlow.App.Web;

/// <summary>The front page: for those whose mail filter took the link away, and who type town, department and code.</summary>
static class FrontDoor
{
    public static void MapFrontDoor(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage("/", (string? town) => new RazorComponentResult<FrontPage>(new { Town = town ?? "" }));
        endpoints.MapPost("/", async (HttpContext context, FormVisits visits) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            string town = Typed("town"), department = Typed("department"), code = Typed("code");
            return await visits.FindAsync(town, department, code, context.RequestAborted) is { } path
                ? Results.Redirect(path)
                : new RazorComponentResult<FrontPage>(new { Town = town, Department = department, Code = code, Failed = true }) { StatusCode = StatusCodes.Status404NotFound };

            string Typed(string name) => form[name].ToString();
        });
    }
}
