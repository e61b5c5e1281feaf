package speeder.tidy;

import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Switches that name constants of our own enums and have a default all the same: a constant that
/// is added later would not stop the compiler there.
final class Switches {
  private Switches() {}

  /// @return where they are: `file:line`
  static List<String> withNeedlessDefault(Stream<String> files) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var paths = files.map(Checkout.ROOT::resolve).toList();
      var options = List.of("--release", "25");
      var task =
          compiler.getTask(
              null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(paths));
      var parsed = new ArrayList<CompilationUnitTree>();
      for (var file : ((JavacTask) task).parse()) parsed.add(file);
      var constants = new HashSet<String>();
      for (var file : parsed) new Constants(constants).scan(file, "");
      var found = new ArrayList<String>();
      for (var file : parsed) new Scanner(file, constants, found).scan(file, "");
      return found;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Collects the names of all constants of enums.
  private static final class Constants extends TreeScanner<Void, String> {
    private final Set<String> names;

    Constants(Set<String> names) {
      this.names = names;
    }

    @Override
    public Void visitClass(ClassTree tree, String at) {
      if (tree.getKind() == Tree.Kind.ENUM) tree.getMembers().forEach(it -> add(tree, it));
      return super.visitClass(tree, at);
    }

    private void add(ClassTree of, Tree member) {
      if (member instanceof VariableTree constant
          && constant.getType() instanceof IdentifierTree type
          && type.getName().equals(of.getSimpleName())) {
        names.add(constant.getName().toString());
      }
    }
  }

  private static final class Scanner extends TreeScanner<Void, String> {
    private final CompilationUnitTree file;
    private final Set<String> constants;
    private final List<String> found;

    Scanner(CompilationUnitTree file, Set<String> constants, List<String> found) {
      this.file = file;
      this.constants = constants;
      this.found = found;
    }

    @Override
    public Void visitSwitch(SwitchTree tree, String at) {
      look(tree.getCases());
      return super.visitSwitch(tree, at);
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree tree, String at) {
      look(tree.getCases());
      return super.visitSwitchExpression(tree, at);
    }

    private void look(List<? extends CaseTree> cases) {
      var labels = cases.stream().flatMap(it -> it.getLabels().stream()).toList();
      boolean falls = labels.stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
      if (falls && labels.stream().anyMatch(this::isConstant)) found.add(place(cases));
    }

    private boolean isConstant(CaseLabelTree label) {
      return label instanceof ConstantCaseLabelTree constant
          && constant.getConstantExpression() instanceof IdentifierTree name
          && constants.contains(name.getName().toString());
    }

    private String place(List<? extends CaseTree> cases) {
      var name = Checkout.ROOT.relativize(java.nio.file.Path.of(file.getSourceFile().getName()));
      return name + ": " + cases.getFirst().toString().lines().findFirst().orElse("");
    }
  }
}
