using Google.FlatBuffers;
using IdPhoto.ModelBuilder;
using IdPhoto.ModelBuilder.Conversion;
using IdPhoto.ModelBuilder.Sources;
using IdPhoto.ModelBuilder.TfLite;
using Xunit;

namespace IdPhoto.Tests.Networks;

public sealed class ModelConversionTests
{
    private const int Cos = 108;
    private const int Relu = 19;

    [Fact]
    public void An_unknown_operator_is_refused_by_its_name()
    {
        ConversionException refusal = Assert.Throws<ConversionException>(() => Convert(TinyGraph(Cos)));
        Assert.Contains("COS", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_of_known_operators_is_converted()
        => Assert.Equal(["Relu", "Reshape"], Convert(TinyGraph(Relu)).Graph.Node.Select(node => node.OpType));

    [Fact]
    public void Bytes_that_are_no_graph_are_refused()
        => Assert.Throws<ConversionException>(() => new TfLiteFile(new byte[64]));

    [Fact]
    public void Weights_with_another_hash_are_refused()
    {
        string folder = Directory.CreateTempSubdirectory("idphoto-weights").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "weights.tflite"), [1, 2, 3]);
            var source = new ModelSource("", "1.0.0", "weights.tflite", new string('0', 64));
            Assert.Contains("pinned", Assert.Throws<ConversionException>(() => WeightSource.Read(folder, source)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_part_of_a_packed_file_is_found_by_the_loader_script()
    {
        string folder = Directory.CreateTempSubdirectory("idphoto-weights").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "packed.data"), [1, 2, 3, 4]);
            File.WriteAllText(Path.Combine(folder, "packed_loader.js"), """loadPackage({"files": [{"filename": "/a/part.tflite", "start": 1, "end": 3}]""");
            var source = new ModelSource("", "1.0.0", "packed.data#part.tflite", "");
            Assert.Equal([2, 3], WeightSource.Read(folder, source));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ModelBuilder.Onnx.ModelProto Convert(byte[] file)
        => TfLiteConverter.Convert("tiny", new TfLiteFile(file), [new OutputPlan("result", [1, 2])]);

    /// <summary>A TensorFlow Lite file with one operator from one tensor to another, written field by field.</summary>
    private static byte[] TinyGraph(int operation)
    {
        var builder = new FlatBufferBuilder(256);
        int buffers = Tables(builder, Empty(builder));
        int graphs = Tables(builder, Graph(builder));
        builder.StartTable(1);
        builder.AddByte(0, (byte)operation, 0);
        int codes = Tables(builder, builder.EndTable());
        builder.StartTable(5);
        builder.AddOffset(1, codes, 0);
        builder.AddOffset(2, graphs, 0);
        builder.AddOffset(4, buffers, 0);
        builder.Finish(builder.EndTable(), "TFL3");
        return builder.SizedByteArray();
    }

    private static int Graph(FlatBufferBuilder builder)
    {
        int tensors = Tables(builder, Tensor(builder), Tensor(builder));
        int inputs = Integers(builder, 0);
        int outputs = Integers(builder, 1);
        builder.StartTable(3);
        builder.AddOffset(1, inputs, 0);
        builder.AddOffset(2, outputs, 0);
        int operators = Tables(builder, builder.EndTable());
        builder.StartTable(4);
        builder.AddOffset(0, tensors, 0);
        builder.AddOffset(1, inputs, 0);
        builder.AddOffset(2, outputs, 0);
        builder.AddOffset(3, operators, 0);
        return builder.EndTable();
    }

    private static int Tensor(FlatBufferBuilder builder)
    {
        int shape = Integers(builder, 1, 2);
        builder.StartTable(1);
        builder.AddOffset(0, shape, 0);
        return builder.EndTable();
    }

    private static int Empty(FlatBufferBuilder builder)
    {
        builder.StartTable(0);
        return builder.EndTable();
    }

    private static int Integers(FlatBufferBuilder builder, params int[] values)
    {
        builder.StartVector(4, values.Length, 4);
        foreach (int value in values.Reverse())
            builder.AddInt(value);
        return builder.EndVector().Value;
    }

    private static int Tables(FlatBufferBuilder builder, params int[] tables)
    {
        builder.StartVector(4, tables.Length, 4);
        foreach (int table in tables.Reverse())
            builder.AddOffset(table);
        return builder.EndVector().Value;
    }
}
