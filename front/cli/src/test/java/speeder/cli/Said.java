package speeder.cli;

import static java.lang.Character.isLowerCase;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/// What is said of a refusal, as its source has it: `…` stands for what differs from one to the
/// next.
///
/// @param module the folder whose code says it
record Said(String code, String sentence, String remedy, String module)
    implements Comparable<Said> {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern WORDS = Pattern.compile("[A-Za-z]{2,}[^A-Za-z]");
  private static final Pattern PLACE = Pattern.compile("%[-,.0-9]*[a-z]");
  private static final String MORE = "…";
  private static final String OR = " *or* ";
  private static final List<String> MODULES =
      List.of("core", "engine", "edge", "adapters", "wiring", "front");

  @Override
  public int compareTo(Said other) {
    int code = this.code.compareTo(other.code);
    int sentence = code != 0 ? code : this.sentence.compareTo(other.sentence);
    int remedy = sentence != 0 ? sentence : this.remedy.compareTo(other.remedy);
    return remedy != 0 ? remedy : module.compareTo(other.module);
  }

  /// All that the code of a checkout says.
  static SortedSet<Said> of(Path checkout) throws IOException {
    var said = new TreeSet<Said>();
    for (var module : MODULES) {
      try (var files = Files.walk(checkout.resolve(module))) {
        var sources = files.filter(Said::isSource).sorted().toList();
        read(module, sources, said);
      }
    }
    return said;
  }

  private static boolean isSource(Path file) {
    return file.toString().contains("/src/main/java/") && file.toString().endsWith(".java");
  }

  private static void read(String module, List<Path> sources, SortedSet<Said> said)
      throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(sources);
      var task = (JavacTask) compiler.getTask(null, manager, null, null, null, units);
      for (var unit : task.parse()) {
        var constants = new Constants();
        constants.scan(unit, null);
        new Calls(module, constants.known, said).scan(unit, null);
      }
    }
  }

  /// Texts that have a name.
  private static final class Constants extends TreeScanner<Void, Void> {
    private final Map<String, String> known = new HashMap<>();

    @Override
    public Void visitVariable(VariableTree it, Void nothing) {
      if (it.getInitializer() instanceof LiteralTree text
          && text.getValue() instanceof String value) known.put(it.getName().toString(), value);
      return super.visitVariable(it, null);
    }
  }

  /// Calls that are given a code, a sentence and a remedy, one after another.
  private static final class Calls extends TreeScanner<Void, Void> {
    private final String module;
    private final Map<String, String> constants;
    private final SortedSet<Said> said;

    Calls(String module, Map<String, String> constants, SortedSet<Said> said) {
      this.module = module;
      this.constants = constants;
      this.said = said;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      if (name(call.getMethodSelect()).equals("badInput") && call.getArguments().size() == 2) {
        add(List.of("bad-input"), call.getArguments().get(0), call.getArguments().get(1));
      } else arguments(call.getArguments());
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public Void visitNewClass(NewClassTree call, Void nothing) {
      var all = call.getArguments();
      var codes = all.isEmpty() ? List.<String>of() : codes(all.getFirst());
      if (call.getIdentifier().toString().equals("Refusal") && !codes.isEmpty()) {
        add(codes, all.get(1), all.get(2));
      } else arguments(all);
      return super.visitNewClass(call, null);
    }

    private static String name(ExpressionTree select) {
      return switch (select) {
        case MemberSelectTree member -> member.getIdentifier().toString();
        case IdentifierTree identifier -> identifier.getName().toString();
        default -> "";
      };
    }

    private void arguments(List<? extends ExpressionTree> all) {
      for (int at = 0; at + 2 < all.size(); at++) {
        var codes = codes(all.get(at));
        var remedy = all.get(at + 2);
        boolean said = isText(remedy) || text(remedy).equals(MORE);
        if (!codes.isEmpty() && isText(all.get(at + 1)) && said) {
          add(codes, all.get(at + 1), all.get(at + 2));
          return;
        }
      }
    }

    private void add(List<String> codes, ExpressionTree sentence, ExpressionTree remedy) {
      for (var code : codes) said.add(new Said(code, text(sentence), text(remedy), module));
    }

    private List<String> codes(ExpressionTree it) {
      var codes = new ArrayList<String>();
      switch (it) {
        case LiteralTree literal when literal.getValue() instanceof String text -> codes.add(text);
        case IdentifierTree name -> {
          var text = constants.get(name.getName().toString());
          if (text != null) codes.add(text);
        }
        case ConditionalExpressionTree choice -> {
          codes.addAll(codes(choice.getTrueExpression()));
          codes.addAll(codes(choice.getFalseExpression()));
        }
        default -> {}
      }
      return codes.stream().allMatch(code -> CODE.matcher(code).matches()) ? codes : List.of();
    }

    /// Whether it is a sentence with words of its own.
    private boolean isText(ExpressionTree it) {
      var text = text(it);
      boolean begins = text.startsWith(MORE) || (!text.isEmpty() && !isLowerCase(text.charAt(0)));
      return begins && WORDS.matcher(text).find() && text.contains(" ");
    }

    private String text(ExpressionTree it) {
      return switch (it) {
        case LiteralTree literal when literal.getValue() instanceof String text -> text;
        case ParenthesizedTree inside -> text(inside.getExpression());
        case BinaryTree sum -> text(sum.getLeftOperand()) + text(sum.getRightOperand());
        case ConditionalExpressionTree choice ->
            text(choice.getTrueExpression()) + OR + text(choice.getFalseExpression());
        case MethodInvocationTree call
            when call.getMethodSelect() instanceof MemberSelectTree of
                && of.getIdentifier().contentEquals("formatted") ->
            PLACE.matcher(text(of.getExpression())).replaceAll(MORE).replace("%%", "%");
        case IdentifierTree name -> constants.getOrDefault(name.getName().toString(), MORE);
        default -> MORE;
      };
    }
  }
}
