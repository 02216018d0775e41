using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IdPhoto.Server.Site;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Site;

/// <summary>What somebody costs who asks for a file of the app and takes hours to read it.</summary>
public sealed class SlowReaderTests
{
    private const int Readers = 100;
    private const int Megabyte = 1024 * 1024;

    /// <summary>Bytes of requests that a reader has to have sent: far more than the one that the server answers.</summary>
    private const int Enough = 128 * 1024;

    [Fact]
    public async Task Who_reads_nothing_and_asks_on_holds_some_200_kilobytes_of_the_server()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a machine has one address of its own.");
        using Sandbox sandbox = new();
        PublishedApp app = new(sandbox);
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, sandbox.NoNetworks, $"AppFolder={app.Folder}", "FilesPerMinute=1000000");
        // Of several addresses, each with no more than its share.
        using Crowd first = await Crowd.AskAsync(server, 2, more: 0);
        long before = server.Memory;
        using Crowd crowd = await Crowd.AskAsync(server, 10, more: 2 * Megabyte);

        Assert.InRange(crowd.LeastSent, Enough, long.MaxValue);
        // Twice as much would be too little for what each of them has sent; the rest is what the process takes anyway.
        Assert.InRange((server.Memory - before) / Readers, int.MinValue, 400 * 1024);
    }

    [Theory]
    [InlineData(0, 120)]
    [InlineData(4 * 1024 * 1024 / 10, 120 + 819)]
    [InlineData(4 * 1024 * 1024, 3600)]
    [InlineData(40_000_000_000, 3600)]
    public void A_file_may_take_a_second_for_512_bytes_and_never_more_than_an_hour(long bytes, double seconds)
        => Assert.Equal(seconds, SiteAnswer.Longest(TimeSpan.FromSeconds(120), bytes).TotalSeconds, tolerance: 1);

    /// <summary>Connections that have asked for a large file and read nothing of it.</summary>
    private sealed class Crowd : IDisposable
    {
        private const int Piece = 4 * 1024;
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

        private readonly List<Socket> _readers = [];
        private readonly long[] _sent = new long[Readers];

        /// <summary>How many bytes of further requests each of them has sent at least.</summary>
        public long LeastSent => Enumerable.Range(0, Readers).Min(reader => Interlocked.Read(ref _sent[reader]));

        /// <param name="server">Whom they ask.</param>
        /// <param name="address">The last number of the first one's address.</param>
        /// <param name="more">How many bytes of further requests each of them tries to send.</param>
        public static async Task<Crowd> AskAsync(ServerProcess server, byte address, int more)
        {
            Crowd crowd = new();
            byte[] asked = Encoding.ASCII.GetBytes("GET /engine/networks/salient.net.0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            byte[] further = [.. Enumerable.Repeat(asked, more / asked.Length).SelectMany(request => request)];
            for (int i = 0; i < Readers; i++)
            {
                Socket reader = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 * 1024 };
                crowd._readers.Add(reader);
                reader.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(address + (i % 4))]), 0));
                await reader.ConnectAsync(IPAddress.Loopback, server.Address.Port);
                await reader.SendAsync(asked);
                _ = crowd.SendAsync(i, further);
            }
            // On a busy machine that takes longer than the wait that follows, in which the server reads as much as it will.
            for (Stopwatch since = Stopwatch.StartNew(); crowd.LeastSent < Math.Min(Enough, further.Length) && since.Elapsed < Longest;)
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromSeconds(6));
            return crowd;
        }

        public void Dispose() => _readers.ForEach(reader => reader.Dispose());

        // In pieces: what is sent of one is told only once all of it is.
        private async Task SendAsync(int reader, byte[] further)
        {
            try
            {
                for (int sent = 0; sent < further.Length;)
                {
                    sent += await _readers[reader].SendAsync(further.AsMemory(sent, Math.Min(Piece, further.Length - sent)));
                    Interlocked.Exchange(ref _sent[reader], sent);
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
