using System.Net.Http.Json;
using System.Text.Json;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests;

/// <summary>What a debugger finds of a letter in a running server that has put it away. Apart from the photo's, as all of them wait for a minute.</summary>
public sealed class LetterMemoryTests
{
    private const string Text = "My neighbour Eileen's grandchild is on a picture that was sent from her telephone.", Writer = "aunt.of.the.child.and.of.nobody.else@mail.example.org";

    [Fact]
    public async Task A_minute_after_a_letter_and_a_deletion_nothing_of_either_is_in_an_idle_servers_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the memory of a process as a file.");
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox);
        using Caller api = new(server.Address);
        Install install = new(api);
        await install.AgreeAsync("notices", "2.0").BodyAsync();
        Dictionary<byte[], string> secrets = MemoryTests.Written((Text[..60], "letter"), (Writer, "address"), (install.Id.ToString("D"), "install"));
        LeakSearch search = MemoryTests.Search(secrets);
        // A server may let go of it at once. This process has it, so that what is looked for can be found; and in the server's there is what stays.
        Assert.NotEmpty(new ProcessMemory(Environment.ProcessId).Count(search, all: false));
        Assert.NotEmpty(server.Contents.Count(MemoryTests.Search(MemoryTests.Written((sandbox.KeyFile, "path")))));
        await api.Client.PostAsJsonAsync("v1/letters", new { kind = "child", text = Text, answerTo = Writer }).BodyAsync();
        await install.SendAsync(HttpMethod.Delete, "v1/device").BodyAsync();

        Assert.Empty(await MemoryTests.LeftAsync(server, search, secrets));
    }

    [Fact]
    public async Task A_minute_after_the_operator_has_read_a_letter_nothing_of_it_is_in_an_idle_servers_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the memory of a process as a file.");
        using Sandbox sandbox = new();
        string reference;
        using (ServerProcess first = await ServerProcess.StartAsync(sandbox))
        {
            using Caller api = new(first.Address);
            byte[] taken = await api.Client.PostAsJsonAsync("v1/letters", new { kind = "child", text = Text, answerTo = Writer }).BodyAsync();
            reference = JsonDocument.Parse(taken).RootElement.GetProperty("reference").GetString()!;
            await first.StopAsync();
        }
        // One that nobody has asked anything: it would give memory back for the sake of that as well.
        using ServerProcess server = await ServerProcess.StartAsync(sandbox);
        using AdminCaller admin = new(sandbox.AdminSocket);
        Dictionary<byte[], string> secrets = MemoryTests.Written((Text[..60], "letter"), (Writer, "address"));
        LeakSearch search = MemoryTests.Search(secrets);
        Assert.Empty(server.Contents.Count(search));
        JsonElement shown = await admin.PostAsync("letters/show", new { reference });
        // The server had it in its hands, and may let go of it before a search is through. That it would be found, this process shows.
        Assert.Equal(Text, shown.GetProperty("letter").GetProperty("text").GetString());
        Assert.NotEmpty(new ProcessMemory(Environment.ProcessId).Count(search, all: false));

        Assert.Empty(await MemoryTests.LeftAsync(server, search, secrets));
    }
}
