using Microsoft.AspNetCore.Http;
using ReformFlow.Core.Json;

namespace ReformFlow.App.Web;

/// <summary>A file that a form sent along.</summary>
static class PostedFile
{
    /// <summary>Said where the form came without its file.</summary>
    public static Problem Missing { get; } = new("file", "ファイルを選んでください。");

    /// <summary>The file's bytes, or null where none was chosen.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context, string field)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.GetFile(field) is not { Length: > 0 } posted) return null;
        using var bytes = new MemoryStream();
        await posted.CopyToAsync(bytes, context.RequestAborted);
        return bytes.ToArray();
    }
}
