using System.Net;
using System.Net.Sockets;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>Follows redirects as a browser does, and remembers what a post was answered with: that answer is the acknowledgement, whatever happens to the page after it.</summary>
sealed class PostWatcher(CookieContainer? cookies = null) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new() })
{
    /// <summary>Where the last post was sent on to; null while it has no answer, or one that is no success.</summary>
    public string? LedTo { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post) LedTo = null;
        var answer = await AnswerAsync(request, cancellationToken);
        while (answer.StatusCode == HttpStatusCode.Redirect)
        {
            if (request.Method == HttpMethod.Post) LedTo = answer.Headers.Location!.OriginalString;
            var address = new Uri(request.RequestUri!, answer.Headers.Location!);
            answer.Dispose();
            request = new(HttpMethod.Get, address);
            answer = await AnswerAsync(request, cancellationToken);
        }
        return answer;
    }

    // A server that dies while the connection is made lets the socket's own exception through.
    async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new HttpRequestException(e.Message, e);
        }
    }
}
