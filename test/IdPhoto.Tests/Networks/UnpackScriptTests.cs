using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using IdPhoto.Tests.Decoding;
using Xunit;

namespace IdPhoto.Tests.Networks;

/// <summary>The browser's own unpacking, run by Node.js.</summary>
public sealed class UnpackScriptTests
{
    // As a data address the script is a module for every version of Node.js, whatever its file is called.
    private const string Load = """
        import { readFileSync } from 'node:fs';
        import { createHash } from 'node:crypto';
        const [script, ...parts] = process.argv.slice(1);
        const { unpack } = await import('data:text/javascript,' + encodeURIComponent(readFileSync(script, 'utf8')));
        const bytes = new Uint8Array(Buffer.concat(parts.map(part => readFileSync(part))));
        const hash = data => createHash('sha256').update(data).digest('hex');
        """;

    private const string Hashes = """
        const shifted = new Uint8Array(bytes.length + 3);
        shifted.set(bytes, 3);
        for (const container of [bytes, shifted.subarray(3)]) {
            const { network, graph, weights } = unpack(container);
            console.log(network, hash(graph), hash(weights));
        }
        """;

    private const string Damages = """
        const broken = change => { const copy = bytes.slice(); change(copy, new DataView(copy.buffer)); return copy; };
        const header = new DataView(bytes.buffer).getUint32(4, true);
        const containers = [
            ...[0, 3, 7, 8, 100, 8 + header, 40000, bytes.length - 4, bytes.length - 1].map(length => bytes.subarray(0, length)),
            Buffer.concat([bytes, new Uint8Array(4)]),
            broken(copy => { copy[3] += 1; }),
            broken(copy => { copy[8] = 33; }),
            ...[0, header - 4, header + 1, 2 ** 32 - 1].map(length => broken((_, view) => view.setUint32(4, length, true))),
            ...[['"to":', '"to":1'], ['"to":', '"to":-4'], ['f16', 'f61'], ['"count":', '"count":9'], ['"unpacked":', '"unpacked":9'], ['"graph":', '"graph":9']]
                .map(([before, after]) => edit(before, after)),
        ];
        function edit(before, after) {
            const text = Buffer.from(bytes.subarray(8, 8 + header)).toString().replace(before, after);
            const length = Buffer.alloc(4);
            length.writeUInt32LE(Buffer.byteLength(text));
            return new Uint8Array(Buffer.concat([bytes.subarray(0, 4), length, Buffer.from(text), bytes.subarray(8 + header)]));
        }
        for (const container of containers) {
            try {
                unpack(container);
                console.log('unpacked');
            } catch (error) {
                console.log(error.message);
            }
        }
        """;

    public static TheoryData<string> Networks => WebNetworkTests.Networks;

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_browser_unpacks_the_same_bytes(string network)
    {
        string[] lines = Run(Hashes, network);
        UnpackedNetwork expected = UnpackedNetwork.Read(network);
        string line = $"{network} {Hash(expected.Graph)} {Hash(expected.Weights)}";
        Assert.Equal([line, line], lines);
    }

    [Fact]
    public void The_browser_refuses_a_damaged_container()
    {
        string[] lines = Run(Damages, "FaceShortRange");
        Assert.Equal(22, lines.Length);
        Assert.All(lines, line => Assert.Equal("damaged", line));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string[] Run(string program, string network)
    {
        string script = Path.Combine(SamplePhoto.Root, "src", "IdPhoto.Browser", "wwwroot", "unpack.js");
        string[] parts = UnpackedNetwork.PartsOf(UnpackedNetwork.PinsOf(network));
        using Process node = Start(["--input-type=module", "-e", Load + "\n" + program, "--", script, .. parts]);
        Task<string> errors = node.StandardError.ReadToEndAsync();
        string output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node.js is not installed (Debian: apt-get install nodejs).");
            throw;
        }
    }
}
