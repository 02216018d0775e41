using System.Text.Json;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>A master key can be changed: photos live through it, and records stay.</summary>
public sealed class KeyRotationTests : IDisposable
{
    private static readonly string Old = new('a', 64), New = new('b', 64);

    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task A_kept_photo_opens_after_the_key_was_changed_until_the_old_one_is_removed_and_records_stay()
    {
        Letter letter = new("question", "What becomes of my letter?", null, "en");
        Kept before, after;
        string reference, receipt;
        await using (HostedServer server = await StartAsync(Old))
        {
            before = await server.Api.KeepAsync(SecretPhoto.Camera);
            reference = server.Service<LetterBox>().Keep(letter)!.Reference;
            receipt = JsonDocument.Parse(await server.Api.EraseAsync(await server.Api.KeepAsync(SecretPhoto.Camera)).BodyAsync()).RootElement.GetProperty("receipt").GetString()!;
            Assert.Single(await KeysAsync(server));
        }
        await using (HostedServer server = await StartAsync(New, Old, $"records {Old}"))
        {
            after = await server.Api.KeepAsync(SecretPhoto.Camera);
            Assert.Equal((true, true), (await OpensAsync(server, before), await OpensAsync(server, after)));
            Assert.Equal((IdOf(Old), IdOf(New)), (MasterOf(before), MasterOf(after)));
            Assert.NotNull(server.Service<DeletionReceipts>().Read(receipt));
            string[] keys = await KeysAsync(server);
            Assert.Equal(2, keys.Length);
            // Programs check by the key that a receipt names: the old one is listed, and the new one signs.
            Assert.Equal([keys[1], keys[0]], new[] { receipt, server.Service<DeletionReceipts>().Sign("subject", DateTimeOffset.UtcNow, ["key"]) }.Select(KeyOf));
        }
        await using (HostedServer server = await StartAsync(New, $"records {Old}"))
        {
            Assert.Equal((false, true), (await OpensAsync(server, before), await OpensAsync(server, after)));
            Assert.Null(server.Service<DeletionReceipts>().Read(receipt));
            Assert.Equal(letter, server.Service<LetterBox>().Read(reference));
            // A photo that does not open can still be erased.
            Assert.Contains("key", await ErasedAsync(server, before));
        }
        AuditKey log = new(MasterKeys.Open(_sandbox.KeyFile, null).Records);
        Assert.True(AuditCheck.Run(_sandbox.Audit, () => AuditNotes.InFile(_sandbox.Records, log), log).IsSound);
    }

    [Fact]
    public void While_servers_change_one_after_the_other_each_opens_what_the_others_keep()
    {
        MasterKey old = MasterKey.Parse(Old)!, @new = MasterKey.Parse(New)!;
        PhotoCipher last = new(MasterKeys.Of(old, @new)), first = new(MasterKeys.Of(@new, old)), neither = new(MasterKeys.Of(MasterKey.Random()));
        (PhotoId id, AccessToken token) = (PhotoId.New(), AccessToken.New());

        Assert.Equal([1, 2, 3], last.Open(id, token, first.Seal(id, token, [1, 2, 3])));
        Assert.Equal([1, 2, 3], first.Open(id, token, last.Seal(id, token, [1, 2, 3])));
        // The key's name decides; a version that wrote none down left photos that any of them may open.
        SealedPhoto kept = last.Seal(id, token, [1, 2, 3]);
        Assert.Equal(old.Id, kept.Master);
        Assert.Equal([1, 2, 3], first.Open(id, token, kept with { Master = null }));
        Assert.Null(first.Open(id, token, kept with { Master = @new.Id }));
        Assert.Null(neither.Open(id, token, last.Seal(id, token, [1, 2, 3])));
        Assert.Null(last.Open(id, AccessToken.New(), last.Seal(id, token, [1, 2, 3])));
    }

    [Theory]
    [InlineData("{old}", 1, "old")]
    [InlineData("{new}\n{old}\nrecords {old}\n", 2, "old")]
    [InlineData("records {old}\r\n\r\n  {new}\r\n", 1, "old")]
    [InlineData("{new}\n{NEW}\nrecords {new}", 1, "new")]
    [InlineData("{new}\n{old}", 0, "the word records")]
    [InlineData("{new}\n{old}\nrecords {old}\nrecords {new}", 0, "the word records")]
    [InlineData("records {old}", 0, "64 hexadecimal digits")]
    [InlineData("{new}\n{old}a\nrecords {old}", 0, "64 hexadecimal digits")]
    [InlineData("{new}\n{old}\nrecords abc", 0, "64 hexadecimal digits")]
    [InlineData("{new}\n{old}\nrecord {old}", 0, "64 hexadecimal digits")]
    public void A_file_of_several_keys_says_which_one_is_that_of_the_records(string text, int keys, string says)
    {
        Write(text.Replace("{old}", Old, StringComparison.Ordinal).Replace("{new}", New, StringComparison.Ordinal).Replace("{NEW}", New.ToUpperInvariant(), StringComparison.Ordinal));
        if (keys == 0)
        {
            Assert.Contains(says, ServerWords.English.Say(Assert.Throws<SettingException>(() => MasterKeys.Open(_sandbox.KeyFile, null)).Said), StringComparison.Ordinal);
            return;
        }
        MasterKeys read = MasterKeys.Open(_sandbox.KeyFile, null);
        Assert.Equal(keys, read.All.Count);
        Assert.Equal(MasterKey.Parse(says == "old" ? Old : New)!.Derive([], [], "test", 32), read.Records.Derive([], [], "test", 32));
    }

    [Fact]
    public void Servers_that_share_photos_do_not_make_a_key_of_their_own()
    {
        Assert.Contains("does not exist", ServerWords.English.Say(Assert.Throws<SettingException>(() => MasterKeys.Open(_sandbox.KeyFile, null, makes: false)).Said), StringComparison.Ordinal);
        Assert.False(File.Exists(_sandbox.KeyFile));
        Write(New);
        Assert.Single(MasterKeys.Open(_sandbox.KeyFile, null, makes: false).All);
    }

    public void Dispose() => _sandbox.Dispose();

    private static string IdOf(string digits) => MasterKey.Parse(digits)!.Id;

    private string MasterOf(Kept kept) => (string)_sandbox.Execute($"SELECT master FROM photos WHERE id = x'{kept.Id}'")!;

    private Task<HostedServer> StartAsync(params string[] lines)
    {
        Write(string.Join('\n', lines));
        return HostedServer.StartInAsync(_sandbox);
    }

    private void Write(string text)
    {
        OwnerOnly.MakeFolder(Path.GetDirectoryName(_sandbox.KeyFile)!);
        OwnerOnly.MakeFile(_sandbox.KeyFile);
        File.WriteAllText(_sandbox.KeyFile, text);
    }

    private static async Task<bool> OpensAsync(HostedServer server, Kept kept)
    {
        PhotoStore store = server.Service<PhotoStore>();
        return await store.FindAsync(PhotoId.Parse(kept.Id), AccessToken.Parse(kept.Token)) is { } stay && await store.OpenAsync(stay, CancellationToken.None) is not null;
    }

    private static async Task<string?[]> ErasedAsync(HostedServer server, Kept kept)
        => [.. JsonDocument.Parse(await server.Api.EraseAsync(kept).BodyAsync()).RootElement.GetProperty("erased").EnumerateArray().Select(word => word.GetString())];

    private static async Task<string[]> KeysAsync(HostedServer server)
        => [.. JsonDocument.Parse(await server.Api.Client.GetStringAsync("v1/receipt-keys")).RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];

    private static string KeyOf(string receipt)
        => JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(receipt.Split('.')[0])).RootElement.GetProperty("kid").GetString()!;
}
