using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>What a thief of copies can open.</summary>
public sealed class ClusterTheftTests
{
    private static readonly byte[] Photo = SecretPhoto.Camera;

    /// <summary>
    /// The thief has a dump of the database and a copy of the ciphertext from before the erasure, the key file, the holder's
    /// token, and all that is in the bucket after it.
    /// </summary>
    [Fact]
    public async Task No_copy_of_database_and_ciphertext_opens_a_photo_once_it_is_erased()
    {
        await using ClusterBench bench = await ClusterBench.NewAsync();
        ClusterBench.Node node = await bench.StartAsync();
        Stay stay = await node.Store.KeepAsync(Photo, null, default), other = await node.Store.KeepAsync(Photo, null, default);
        byte[] sealedKey = SealedKeyIn(await PostgresServer.DumpAsync(bench.Database.Connection), stay.Id);
        byte[] ciphertext = (await node.Bucket.GetAsync(S3Photos.Place + stay.Id.Hex, default))!;
        Assert.Equal(Photo, await StealAsync(bench, stay, sealedKey, ciphertext));

        Assert.NotNull(await node.Store.EraseAsync(stay));

        Assert.Null(await StealAsync(bench, stay, sealedKey, ciphertext));
        Assert.NotNull(await node.Store.OpenAsync(other, default));
    }

    private static byte[] SealedKeyIn(string dump, PhotoId id)
    {
        // A line of COPY: id, hash of the token, sealed key and more, each with \x before its digits.
        string line = dump.Split('\n').Single(line => line.StartsWith(@"\\x" + id.Hex, StringComparison.Ordinal));
        return Convert.FromHexString(line.Split('\t')[2][3..]);
    }

    private static async Task<byte[]?> StealAsync(ClusterBench bench, Stay stay, byte[] sealedKey, byte[] ciphertext)
    {
        BucketKeys keys = new(bench.Bucket(), MasterKeys.Of(bench.Master));
        byte[]? wrapped = await keys.ReadAsync(new KeptPhoto(stay.Id, KeyPlace.Of(sealedKey)), default);
        return wrapped is null ? null : bench.Cipher.Open(stay.Id, stay.Token, new SealedPhoto(wrapped, ciphertext, null));
    }
}
