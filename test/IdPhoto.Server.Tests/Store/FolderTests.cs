using System.Security.Cryptography;
using IdPhoto.Server;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>What a start does to the files that it finds: its own are made private, all others stay as they are.</summary>
public sealed class FolderTests : IDisposable
{
    private const UnixFileMode File0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder0700 = File0600 | UnixFileMode.UserExecute;
    private const UnixFileMode File0644 = File0600 | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Folder0755 = Folder0700 | File0644 | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly string Id = "ab" + new string('c', 30);

    private readonly Sandbox _sandbox = new();

    private string Elsewhere => Directory.CreateDirectory(Path.Combine(_sandbox.Root, "elsewhere")).FullName;

    [Theory]
    [InlineData("a file in photos")]
    [InlineData("a file in a photo's place")]
    [InlineData("a folder in a photo's place")]
    [InlineData("a photo in another's place")]
    [InlineData("a photo that is a link")]
    [InlineData("a place that is a link")]
    [InlineData("photos is a link")]
    [InlineData("a file in the data folder")]
    [InlineData("a link in the data folder")]
    [InlineData("photos without a database")]
    public async Task A_start_that_finds_something_else_is_refused_and_changes_nothing(string what)
    {
        await using (await HostedServer.StartInAsync(_sandbox))
        {
        }
        Put(what);
        string[] before = State();

        SettingException refused = await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(_sandbox));
        Assert.Matches(@"\A[^\r\n/]{40,}\.\z", ServerWords.English.Say(refused.Said));
        Assert.Equal(before, State());
    }

    [Fact]
    public async Task A_folder_of_an_older_version_is_taken_and_made_private()
    {
        Kept kept;
        await using (HostedServer server = await HostedServer.StartInAsync(_sandbox))
            kept = await server.Api.KeepAsync(SecretPhoto.Camera);
        File.Delete(Path.Combine(_sandbox.Data, ".idphoto-store"));
        if (!OperatingSystem.IsWindows())
            foreach (FileSystemInfo entry in Entries())
                entry.UnixFileMode = entry is DirectoryInfo ? Folder0755 : File0644;

        await using HostedServer again = await HostedServer.StartInAsync(_sandbox);
        await again.Api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token).BodyAsync();
        AssertPrivate();
        Assert.True(File.Exists(Path.Combine(_sandbox.Data, ".idphoto-store")));
    }

    [Fact]
    public async Task All_that_a_server_writes_is_private_from_the_first()
    {
        await using HostedServer server = await HostedServer.StartInAsync(_sandbox);
        await server.Api.KeepAsync(SecretPhoto.Camera);

        AssertPrivate();
        Assert.Contains(Entries(), entry => entry.Name == "photos.db-wal");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(64 * 1024)]
    public async Task A_file_of_somebody_else_is_not_taken_for_the_keys_of_photos(int length)
    {
        string file = Path.Combine(Elsewhere, "thesis");
        byte[] content = RandomNumberGenerator.GetBytes(length);
        await File.WriteAllBytesAsync(file, content);

        await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(_sandbox, $"PhotoKeyFile={file}"));
        Assert.Equal(content, await File.ReadAllBytesAsync(file));
    }

    [Theory]
    [InlineData("noise")]
    [InlineData("another store")]
    public async Task A_store_knows_the_file_of_its_keys_and_takes_no_other_in_its_place(string kind)
    {
        string file = Path.Combine(Elsewhere, "keys"), setting = $"PhotoKeyFile={Path.Combine(Elsewhere, "ours")}";
        Kept kept;
        await using (HostedServer first = await HostedServer.StartInAsync(_sandbox, setting))
            kept = await first.Api.KeepAsync(SecretPhoto.Camera);
        if (kind == "noise")
        {
            await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(128 * 1024));
        }
        else
        {
            using Sandbox other = new();
            await using (await HostedServer.StartInAsync(other, $"PhotoKeyFile={file}"))
            {
            }
        }
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, File0644);
        byte[] before = await File.ReadAllBytesAsync(file);

        await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(_sandbox, $"PhotoKeyFile={file}"));
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(File0644, File.GetUnixFileMode(file));
        await using HostedServer server = await HostedServer.StartInAsync(_sandbox, setting);
        (await server.Api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token)).EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData("server.key")]
    [InlineData("data/photos.db")]
    [InlineData("data/photos/ab")]
    public async Task The_keys_of_photos_have_a_file_of_their_own(string file)
    {
        string path = Path.Combine(_sandbox.Root, file);
        await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(_sandbox, $"PhotoKeyFile={path}", $"KeyFile={Path.Combine(_sandbox.Root, "server.key")}"));
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("data/..x/key", false)]
    [InlineData("..x/key", true)]
    [InlineData("datax/key", true)]
    [InlineData("link-to-data/key", false)]
    [InlineData("data/link-out/key", true)]
    [InlineData("link-to-key", false)]
    [InlineData("link-to-link/keys/key", false)]
    public void The_master_key_lies_outside_the_data_folder_wherever_links_lead(string key, bool outside)
    {
        string data = Directory.CreateDirectory(_sandbox.Data).FullName;
        Directory.CreateSymbolicLink(Path.Combine(_sandbox.Root, "link-to-data"), "data");
        Directory.CreateSymbolicLink(Path.Combine(_sandbox.Root, "link-to-link"), "elsewhere/../link-to-data");
        Directory.CreateSymbolicLink(Path.Combine(data, "link-out"), Elsewhere);
        File.CreateSymbolicLink(Path.Combine(_sandbox.Root, "link-to-key"), Path.Combine(data, "key"));

        foreach (string folder in new[] { data, Path.Combine(_sandbox.Root, "link-to-data") })
        {
            Exception? refused = Record.Exception(() => Read(folder, Path.Combine(_sandbox.Root, key)));
            Assert.Equal(outside, refused is null);
            Assert.True(refused is null or SettingException);
        }
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.GroupExecute)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public async Task A_master_key_that_anybody_else_has_a_right_to_is_refused(UnixFileMode right)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such rights.");
        await using (await HostedServer.StartInAsync(_sandbox))
        {
        }
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_sandbox.KeyFile, File0600 | right);
        await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(_sandbox));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_sandbox.KeyFile, UnixFileMode.UserRead);
        await using HostedServer server = await HostedServer.StartInAsync(_sandbox);
    }

    [Theory]
    [InlineData("photos.keys", "noise")]
    [InlineData("photos.keys", "nothing")]
    [InlineData("photos.db", "text")]
    [InlineData("photos.db", "nothing")]
    [InlineData("photos.db", "database")]
    [InlineData("records.db", "database")]
    [InlineData("audit.log", "text")]
    [InlineData("node", "text")]
    public async Task A_file_of_somebody_else_under_a_name_of_ours_does_not_make_a_folder_ours(string name, string kind)
    {
        string file = Path.Combine(Directory.CreateDirectory(_sandbox.Data).FullName, name);
        await PutForeignAsync(file, kind);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, File0644);
        string[] before = State();

        await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(_sandbox));
        Assert.Equal(before, State());
    }

    [Fact]
    public async Task Keys_of_photos_without_their_database_are_not_written_over()
    {
        await using (HostedServer server = await HostedServer.StartInAsync(_sandbox))
            await server.Api.KeepAsync(SecretPhoto.Camera);
        byte[] keys = await File.ReadAllBytesAsync(_sandbox.Keys);
        File.Delete(_sandbox.Database);

        await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(_sandbox));
        Assert.Equal(keys, await File.ReadAllBytesAsync(_sandbox.Keys));
    }

    [Fact]
    public async Task A_folder_of_an_older_version_is_known_under_any_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string folder = Path.Combine(_sandbox.Root, "a?b#c%20d;é'\"");
        await using (await HostedServer.StartInAsync(_sandbox, $"DataFolder={folder}"))
        {
        }
        File.Delete(Path.Combine(folder, ".idphoto-store"));
        await using HostedServer server = await HostedServer.StartInAsync(_sandbox, $"DataFolder={folder}");
        Assert.True(File.Exists(Path.Combine(folder, ".idphoto-store")));
    }

    [Fact]
    public async Task The_top_of_a_disk_of_its_own_is_taken()
    {
        Directory.CreateDirectory(Path.Combine(_sandbox.Data, "lost+found"));
        await using HostedServer server = await HostedServer.StartInAsync(_sandbox);
        await server.Api.KeepAsync(SecretPhoto.Camera);
    }

    public void Dispose() => _sandbox.Dispose();

    private static async Task PutForeignAsync(string file, string kind)
    {
        switch (kind)
        {
            case "noise": await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(64 * 1024)); break;
            case "text": await File.WriteAllTextAsync(file, new string('x', 200) + "\n"); break;
            case "nothing": await File.WriteAllTextAsync(file, ""); break;
            default:
                await using (SqliteConnection holiday = new($"Data Source={file};Pooling=False"))
                {
                    await holiday.OpenAsync();
                    await using SqliteCommand fill = holiday.CreateCommand();
                    fill.CommandText = "CREATE TABLE photos (id INTEGER PRIMARY KEY, place TEXT); INSERT INTO photos (place) VALUES ('Rome')";
                    await fill.ExecuteNonQueryAsync();
                }
                break;
        }
    }

    private static ServerSettings Read(string data, string key) => ServerSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["DataFolder"] = data, ["KeyFile"] = key }).Build());

    private void Put(string what)
    {
        string foreign = Path.Combine(Elsewhere, "holiday.jpg"), place = Path.Combine(_sandbox.Photos, "ab");
        File.WriteAllText(foreign, "mine");
        File.WriteAllText(Path.Combine(Elsewhere, Id), "mine too");
        if (what.Contains("photo's place", StringComparison.Ordinal) || what is "a photo that is a link" or "photos without a database")
            Directory.CreateDirectory(place);
        switch (what)
        {
            case "a file in photos": File.WriteAllText(Path.Combine(_sandbox.Photos, "holiday.jpg"), "mine"); break;
            case "a file in a photo's place": File.WriteAllText(Path.Combine(place, "holiday.jpg"), "mine"); break;
            case "a folder in a photo's place": Directory.CreateDirectory(Path.Combine(place, Id)); break;
            case "a photo in another's place": File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_sandbox.Photos, "cd")).FullName, Id), "mine"); break;
            case "a photo that is a link": File.CreateSymbolicLink(Path.Combine(place, Id), foreign); break;
            case "a place that is a link": Directory.CreateSymbolicLink(place, Elsewhere); break;
            case "photos is a link": ReplaceByLink(_sandbox.Photos); break;
            case "a file in the data folder": File.WriteAllText(Path.Combine(_sandbox.Data, "holiday.jpg"), "mine"); break;
            case "a link in the data folder": File.CreateSymbolicLink(Path.Combine(_sandbox.Data, "photos.db-journal"), foreign); break;
            default: TakeDatabaseAway(Path.Combine(place, Id)); break;
        }
    }

    private void ReplaceByLink(string folder)
    {
        Directory.Delete(folder);
        string other = Directory.CreateDirectory(Path.Combine(Elsewhere, "ab")).FullName;
        File.WriteAllText(Path.Combine(other, Id), "mine");
        File.Delete(Path.Combine(Elsewhere, Id));
        File.Delete(Path.Combine(Elsewhere, "holiday.jpg"));
        Directory.CreateSymbolicLink(folder, Elsewhere);
    }

    private void TakeDatabaseAway(string photo)
    {
        File.WriteAllText(photo, "mine");
        foreach (string file in Directory.GetFiles(_sandbox.Data))
            File.Delete(file);
    }

    private IEnumerable<FileSystemInfo> Entries() => new DirectoryInfo(_sandbox.Data).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Prepend(new DirectoryInfo(_sandbox.Data));

    /// <summary>Every entry with its rights, and with its content where it has any.</summary>
    private string[] State() => [.. new DirectoryInfo(_sandbox.Root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(Line).Order()];

    private static string Line(FileSystemInfo entry)
        => $"{entry.FullName} {entry.LinkTarget} {(OperatingSystem.IsWindows() ? "" : entry.UnixFileMode)} {(entry is FileInfo file && file.Exists ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName))) : "")}";

    private void AssertPrivate()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (FileSystemInfo entry in Entries())
            Assert.True(entry.UnixFileMode == (entry is DirectoryInfo ? Folder0700 : File0600), $"{entry.Name} has {entry.UnixFileMode}.");
    }
}
