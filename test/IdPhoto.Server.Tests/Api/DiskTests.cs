using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>Real disks: one that is full, and one that holds a large upload.</summary>
public sealed class DiskTests
{
    [Fact]
    public async Task On_a_full_disk_uploads_are_refused_and_photos_go_all_the_same()
    {
        using Sandbox sandbox = new();
        Directory.CreateDirectory(sandbox.Data);
        Assert.SkipUnless(CanMount(sandbox), "This machine lets no user mount a small disk.");
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, Small(sandbox), [sandbox.NoNetworks, "RetentionSeconds=25", "SweepSeconds=1"]);
        using Caller api = new(server.Address);
        List<Kept> kept = [];
        HttpResponseMessage answer;
        while ((answer = await api.PostAsync("v1/photos", SecretPhoto.Camera)).IsSuccessStatusCode)
            kept.Add((await answer.Content.ReadFromJsonAsync<Kept>())!);

        await Task.FromResult(answer).IsAsync(HttpStatusCode.InsufficientStorage, ServerCodes.StoreFull);
        Assert.True(kept.Count > 2);
        Assert.Equal(HttpStatusCode.OK, (await api.EraseAsync(kept[0])).StatusCode);
        kept.Add(await api.KeepAsync(SecretPhoto.Camera));
        await Wait.UntilAsync(async () => (await api.Client.GetStringAsync("metrics")).Contains("idphoto_photos_stored_size_bytes{otel_scope_name=\"IdPhoto.Server\"} 0", StringComparison.Ordinal));
        foreach (Kept photo in kept)
            await api.SendAsync(HttpMethod.Get, $"v1/photos/{photo.Id}", photo.Token).IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task A_start_on_a_full_disk_removes_what_is_over_and_takes_photos_again()
    {
        using Sandbox sandbox = new();
        Directory.CreateDirectory(sandbox.Data);
        Assert.SkipUnless(CanMount(sandbox), "This machine lets no user mount a small disk.");
        string[] settings = [sandbox.NoNetworks, "RetentionSeconds=10"];
        List<Kept> kept = [];
        using (ServerProcess first = await ServerProcess.StartAsync(sandbox, settings))
        {
            using Caller before = new(first.Address);
            for (int i = 0; i < 3; i++)
                kept.Add(await before.KeepAsync(SecretPhoto.Camera));
            first.Kill();
        }
        await Task.Delay(TimeSpan.FromSeconds(11));

        using ServerProcess server = await ServerProcess.StartAsync(sandbox, Full(sandbox), settings);
        using Caller api = new(server.Address);
        foreach (Kept photo in kept)
            await api.SendAsync(HttpMethod.Get, $"v1/photos/{photo.Id}", photo.Token).IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
        await api.KeepAsync(SecretPhoto.Camera);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task On_a_full_disk_consents_and_letters_are_refused_in_the_same_words_and_taken_when_there_is_room()
    {
        using Sandbox sandbox = new();
        Directory.CreateDirectory(sandbox.Data);
        Assert.SkipUnless(CanMount(sandbox), "This machine lets no user mount a small disk.");
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, Small(sandbox), [sandbox.NoNetworks, "RequestsPerMinute=1000000", "InstallsPerDay=1000000"]);
        using Caller api = new(server.Address);
        List<Kept> kept = [];
        HttpResponseMessage answer;
        while ((answer = await api.PostAsync("v1/photos", SecretPhoto.Camera)).IsSuccessStatusCode)
            kept.Add((await answer.Content.ReadFromJsonAsync<Kept>())!);
        // What is too little for a photo is room for some of these.
        while ((answer = await new Install(api).AgreeAsync("notices", "2.0")).IsSuccessStatusCode)
        {
        }
        await Task.FromResult(answer).IsAsync(HttpStatusCode.InsufficientStorage, ServerCodes.StoreFull);
        object letter = new { kind = "child", text = new string('x', 4000) };
        await api.Client.PostAsJsonAsync("v1/letters", letter).IsAsync(HttpStatusCode.InsufficientStorage, ServerCodes.StoreFull);

        await api.EraseAsync(kept[0]).BodyAsync();
        await api.Client.PostAsJsonAsync("v1/letters", letter).BodyAsync();
        await new Install(api).AgreeAsync("notices", "2.0").BodyAsync();
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task Of_twenty_megabytes_that_are_kept_and_erased_no_byte_was_on_the_disk_in_clear()
    {
        using Sandbox sandbox = new();
        byte[] photo = SecretPhoto.Large(3850);
        LeakSearch search = new();
        // One block in 64: any 127 bytes in a row are found, and so many windows have room in memory.
        search.Add(photo, every: LeakSearch.Window);
        Assert.InRange(photo.Length, 18_000_000, 25_000_000);
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, sandbox.NoNetworks);
        using Caller api = new(server.Address);
        Kept kept = await api.KeepAsync(photo);

        Assert.Empty(search.Find(sandbox.Files()));
        await api.EraseAsync(kept).BodyAsync();
        Assert.Empty(search.Find(sandbox.Files()));
        Assert.True(sandbox.Files().Sum(file => new FileInfo(file).Length) < 1_000_000, "Not all of it has gone.");
    }

    /// <summary>Starts a program on a disk of its own.</summary>
    private static string[] Small(Sandbox sandbox) => ["unshare", "--map-root-user", "--mount", "sh", "-c", $"mount -t tmpfs -o size=2m none '{sandbox.Data}' && exec \"$@\"", "sh"];

    /// <summary>Starts a program on a disk of its own that holds what was in the folder, and has no room for anything else.</summary>
    private static string[] Full(Sandbox sandbox)
    {
        string copy = Path.Combine(sandbox.Home, "copy");
        return
        [
            "unshare", "--map-root-user", "--mount", "sh", "-c",
            $"cp -a '{sandbox.Data}' '{copy}' && mount -t tmpfs -o size=4m none '{sandbox.Data}' && cp -a '{copy}/.' '{sandbox.Data}' && mkdir '{sandbox.Data}/lost+found' "
            + $"&& {{ cat /dev/zero > '{sandbox.Data}/lost+found/all-there-is' 2> /dev/null; exec \"$@\"; }}", "sh",
        ];
    }

    private static bool CanMount(Sandbox sandbox)
    {
        try
        {
            using Process probe = Process.Start("unshare", ["--map-root-user", "--mount", "sh", "-c", $"mount -t tmpfs none '{sandbox.Data}'"]);
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
