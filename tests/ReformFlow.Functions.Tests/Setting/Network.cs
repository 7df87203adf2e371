using System.Collections.Concurrent;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>The network between the product and its storage: notes what goes over it, and fails where a test says so.</summary>
public sealed class Network() : DelegatingHandler(new SocketsHttpHandler())
{
    readonly ConcurrentQueue<string> _requests = new();
    long _received;

    /// <summary>Looks at a request before it leaves; may throw, or answer in the storage's place.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Leaving { get; set; } = _ => null;

    /// <summary>Looks at a request that was answered; what it throws is the answer that got lost.</summary>
    public Action<HttpRequestMessage> Answered { get; set; } = _ => { };

    /// <summary>Verb and path of every request.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Bytes of all answers.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Forgets what it noted.</summary>
    public void Clear()
    {
        _requests.Clear();
        Interlocked.Exchange(ref _received, 0);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
        if (Leaving(request) is { } instead) return instead;
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        Interlocked.Add(ref _received, answer.Content.Headers.ContentLength ?? 0);
        Answered(request);
        return answer;
    }
}
