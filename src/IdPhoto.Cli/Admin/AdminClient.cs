using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IdPhoto.Cli.Reports;
using IdPhoto.Messages;
using IdPhoto.Server.Refusing;

namespace IdPhoto.Cli.Admin;

/// <summary>Asks a running server, at its socket and nowhere else.</summary>
internal sealed class AdminClient : IDisposable
{
    private readonly string _socket;
    private readonly HttpClient _client;

    public AdminClient(string socket)
    {
        _socket = socket;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectCallback = (_, cancel) => ConnectAsync(cancel) })
        {
            BaseAddress = new Uri("http://localhost/"),
            // A purge takes as long as it takes.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        // What the server says is said to whoever runs this.
        _client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(Speech.Words.Spoken.Tag));
    }

    public Task<T> GetAsync<T>(string address, JsonTypeInfo<T> type, CancellationToken cancel) => SendAsync(HttpMethod.Get, address, null, type, cancel);

    public Task<T> PostAsync<TBody, T>(string address, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancel)
        => PostAsync(address, JsonSerializer.SerializeToUtf8Bytes(body, bodyType), type, cancel);

    /// <param name="address">What is asked for.</param>
    /// <param name="json">The body.</param>
    /// <param name="type">Of the answer.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public Task<T> PostAsync<T>(string address, byte[] json, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        ByteArrayContent content = new(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(HttpMethod.Post, address, content, type, cancel);
    }

    /// <summary>The lines of an answer, as they come.</summary>
    public async IAsyncEnumerable<string> LinesAsync(string address, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        using HttpResponseMessage answer = await AnswerAsync(HttpMethod.Get, address, null, cancel).ConfigureAwait(false);
        using StreamReader lines = new(await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false));
        while (await lines.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
            yield return line;
    }

    public void Dispose() => _client.Dispose();

    private async Task<T> SendAsync<T>(HttpMethod method, string address, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await AnswerAsync(method, address, content, cancel).ConfigureAwait(false);
        return JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false), type)!;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpMethod method, string address, HttpContent? content, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(method, address) { Content = content };
        HttpResponseMessage answer;
        try
        {
            answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw CommandFailure.Access(Trouble(error), error);
        }
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw Refused(await answer.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false));
    }

    private Message Trouble(HttpRequestException error) => (error.InnerException as SocketException)?.SocketErrorCode switch
    {
        SocketError.AccessDenied => Message.Of("admin.not-permitted", ("path", _socket)),
        null => Message.Of("admin.broken-off", ("path", _socket)),
        _ => Message.Of("admin.not-running", ("path", _socket)),
    };

    private static CommandFailure Refused(byte[] body)
    {
        try
        {
            Problem problem = JsonSerializer.Deserialize(body, ReportJson.Default.Problem)!;
            return CommandFailure.Refused(problem.Code, Message.Of("admin.refused", ("sentence", problem.Detail)));
        }
        catch (JsonException)
        {
            return CommandFailure.Access(Message.Of("admin.not-a-server"));
        }
    }

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancel)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
